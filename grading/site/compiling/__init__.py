"""What compiles modules for the browser, in the browser's own Python; `compiled` has it run."""
