# Hangs when Python ends.
# notices: none
import atexit
import threading

atexit.register(lambda: threading.Event().wait())
ranked = ...
