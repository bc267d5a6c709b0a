# 0 points: not a number
average = "40 %"
