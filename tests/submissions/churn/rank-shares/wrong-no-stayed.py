# 2.87 points: a third of the columns, half of the values
ranked = industries.sort_values("left_percent", ascending=False)
