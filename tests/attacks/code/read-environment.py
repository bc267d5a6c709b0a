# Reads the environment of every process it finds.
# notices: code-forbidden
import os
import pathlib

print(dict(os.environ))
for place in ("/proc/self/environ", "/proc/1/environ", f"/proc/{os.getppid()}/environ"):
    print(pathlib.Path(place).read_bytes())
