# Reads home folders and passwords.
# notices: code-forbidden
import os
import pathlib

found = [os.path.expanduser("~"), "/root/.ssh/id_rsa", "/etc/passwd", "/etc/shadow", "/root/.netrc"]
for place in found:
    path = pathlib.Path(place)
    print([*path.iterdir()] if path.is_dir() else path.read_bytes())
