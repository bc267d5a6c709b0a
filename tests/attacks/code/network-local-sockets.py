# Talks to services of this machine through sockets in files and abstract ones.
# notices: code-forbidden
import socket

for name in ("/var/run/docker.sock", "\0canary", "$OUTSIDE/socket"):
    try:
        line = socket.socket(socket.AF_UNIX)
        line.connect(name)
        print("CONNECTED", name)
    except OSError as error:
        last = error
raise last
