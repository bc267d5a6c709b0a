# Aborts.
# notices: code-crash
import os

os.abort()
