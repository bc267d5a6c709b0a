# 0 points
average = industries["left_percent"].mean()
