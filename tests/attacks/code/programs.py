# Runs programs.
# notices: code-forbidden
import os
import subprocess

os.system("touch $OUTSIDE/by-a-program")
subprocess.run(["/bin/sh", "-c", "touch $OUTSIDE/by-a-program"])
