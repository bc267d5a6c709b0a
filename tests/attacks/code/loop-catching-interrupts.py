# Never ends, and catches the interrupt.
# notices: code-time
while True:
    try:
        while True:
            pass
    except BaseException:
        continue
