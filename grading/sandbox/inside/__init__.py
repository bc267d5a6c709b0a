"""What runs in the sandbox's own process: it is loaded without the rest of `grading`.

`serve`    the warm process: everything imported once, a fork for each request
`confine`  what the fork gives up before a student's code runs
`cells`    the fork: runs the cells, sends a frame for each
`shell`    IPython's shell with outputs kept as a notebook keeps them

The modules import one another relatively, and nothing of the project but `workbooks`.
"""
