# Sends the notebook to a listener on this machine.
# notices: code-forbidden
import socket

with socket.create_connection(("127.0.0.1", $PORT), timeout=1) as line:
    line.sendall(b"everything")
