# Displays one enormous page.
# notices: code-output
from IPython.display import HTML, display

display(HTML('<p>x</p>' * 400_000))
