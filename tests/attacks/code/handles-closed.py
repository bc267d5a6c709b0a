# Closes every handle, that of the results too.
# notices: code-crash
import os

os.closerange(0, 1000)
