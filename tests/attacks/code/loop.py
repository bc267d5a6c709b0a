# Never ends.
# notices: code-time
ranked = ...
while True:
    pass
