# Writes garbage, and lengths of gigabytes, on every handle there is.
# notices: code-output
import os

for handle in range(3, 256):
    try:
        os.write(handle, b"\xff\xff\xff\xff" + b"[" * 60_000)
    except OSError:
        pass
