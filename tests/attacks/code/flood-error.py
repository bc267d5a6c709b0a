# Raises an error with an enormous text.
# notices: none
raise ValueError('x' * 200_000)
