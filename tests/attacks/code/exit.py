# Ends Python at once.
# notices: code-crash
import os

os._exit(0)
