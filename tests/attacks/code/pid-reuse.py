# Sends SIGKILL to every process number there may be.
# notices: code-forbidden
import os

errors = set()
for number in [0, *range(2, 40_000)]:
    try:
        os.kill(number, 9)
    except OSError as error:
        errors.add(type(error).__name__)
print(errors)
raise PermissionError(1, "none could be reached")
