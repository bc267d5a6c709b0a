"""The site: what goes into it, and what a learner meets in a real browser."""
