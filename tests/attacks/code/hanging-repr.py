# Shows a value that hangs when it is shown.
# notices: code-time
class Slow:
    def __repr__(self):
        while True:
            pass


Slow()
