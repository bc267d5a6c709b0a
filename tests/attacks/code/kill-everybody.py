# Sends SIGKILL to whatever it can reach.
# notices: code-forbidden
import os
import signal

os.kill(-1, signal.SIGKILL)
