# Displays a hundred thousand things.
# notices: code-output
from IPython.display import display

for number in range(20_000):
    display(number)
ranked = ...
