# 0 points
average = (industries["left_percent"] * list(asked.values())).sum() / 5
