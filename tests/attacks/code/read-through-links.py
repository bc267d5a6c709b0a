# Makes links that lead out, and reads and writes through them.
# notices: code-forbidden
import os

os.symlink("$OUTSIDE", "out")
try:
    os.link("$OUTSIDE/gradebook.db", "hard")
except OSError as error:
    print(error)
print(open("out/grading/keys/ms-zhang.yaml").read())
