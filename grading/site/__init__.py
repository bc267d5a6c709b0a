"""The whole kit as a web page: nothing to install, no other host asked for anything.

1. `environment` makes JupyterLite's own environment, apart from nbgrader's.
2. `gather` fetches what runs in the browser, once, and checks every byte against known hashes.
3. `lock` writes down for Pyodide which wheels there are, and puts them in their place.
4. `compiled` adds what each visit loads, compiled.
5. `lite` builds JupyterLite around them, with the workbooks as its files.
6. `landing` draws the page in front, and the story that is read while Python starts.
7. `serve` shows it all on this machine.

`build` walks through them; `cli` is what is typed. What is taken from where, and its hashes, stands
in `wheels.toml` and in the two lists of requirements beside it.
"""
