# Scripts in every kind of output.
# notices: none
from IPython.display import HTML, SVG, Javascript, Markdown, display

evil = "<script>canary_script()</script><img src=x onerror=canary_script()>"
display(HTML(evil + "<iframe src='https://canary.example'></iframe><style>@import 'x'</style>"))
display(HTML("<a href='javascript:canary_script()'>a</a><form action='//canary.example'><input></form>"))
display(Javascript("canary_script()"), Markdown(evil), SVG("<svg onload='canary_script()'></svg>"))
display({"image/png": '">' + evil, "image/svg+xml": evil, "text/latex": evil}, raw=True)
display({"application/vnd.jupyter.widget-view+json": {"model_id": evil}}, raw=True)
raise type(evil, (Exception,), {})(evil)
