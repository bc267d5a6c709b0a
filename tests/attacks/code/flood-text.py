# Prints without end.
# notices: code-output
while True:
    print('x' * 10_000)
