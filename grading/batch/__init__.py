"""Grade a whole class: each submission a unit of work, one writer, nbgrader’s own gradebook."""
