# Raises an error with an enormous text.
# notices: none
raise ValueError('x' * 1_000_000)
