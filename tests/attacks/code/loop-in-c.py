# Never ends within one call of C, where Python looks for no interrupt.
# notices: code-time
print(len(str(3 ** (3 ** 20))), 9 ** (9 ** 9))
