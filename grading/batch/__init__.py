"""Grade a whole class: every submission a unit of work, one writer, the gradebook nbgrader's own."""
