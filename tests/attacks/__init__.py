"""Submissions that attack the grader; none may win a point, read anything or outlive its limit."""
