# Takes memory without end.
# notices: code-memory
taken = []
while True:
    taken.append(bytearray(10_000_000))
