"""Runs students' code where it can harm nobody.

    with Sandbox(Limits(seconds=60)) as sandbox:
        print(sandbox.active_layers())
        ran = sandbox.run(["x = 1", "x + 1"], {"data/shares.csv": b"…"})

`warm`     the grader's end: starts the warm process, sends requests, watches the clock
`results`  what comes back, checked
`layers`   what confines the code, and what is needed at least
`inside`   what runs in the other process, see there
"""

from grading.sandbox.layers import Layers, TooFewLayers
from grading.sandbox.limits import Limits
from grading.sandbox.results import Ran, RanCell, SandboxBroken
from grading.sandbox.warm import Sandbox

__all__ = ["Layers", "Limits", "Ran", "RanCell", "Sandbox", "SandboxBroken", "TooFewLayers"]
