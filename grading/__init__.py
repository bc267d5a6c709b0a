"""The instructor's side: build, score, report. Never installed where a student works."""
