# Asks for a host's address, and sends packets without a connection.
# notices: code-forbidden
import socket

try:
    socket.getaddrinfo("canary.example", 80)
except OSError as error:
    print(error)
socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", $PORT))
