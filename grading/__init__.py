"""The instructor's side: build, score, report. Never installed where a student works."""

import sys

# jsonschema, which nbgrader loads, imports this to check addresses of a kind that no notebook has,
# and that takes longer than all the rest together. Without it the check is left out.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
