# HTML that is left open in ways that cost a parser minutes.
# notices: none
from IPython.display import HTML, display

display(HTML("".join(f"<b a={n}><p>" for n in range(20_000))))
display(HTML("<div>" * 60_000))
display(HTML("<!--><b a=1>-->" * 5_000))
ranked = ...
