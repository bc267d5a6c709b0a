# Starts threads until the system refuses.
# notices: none
import threading

stop = threading.Event()
try:
    for _ in range(100_000):
        threading.Thread(target=stop.wait, daemon=True).start()
except RuntimeError as error:
    print(error)
