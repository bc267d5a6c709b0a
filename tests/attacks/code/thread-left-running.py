# Leaves a thread behind that prints and keeps Python alive.
# notices: none
import threading


def on():
    while True:
        print("on")
        threading.Event().wait(0.01)


threading.Thread(target=on).start()
ranked = ...
