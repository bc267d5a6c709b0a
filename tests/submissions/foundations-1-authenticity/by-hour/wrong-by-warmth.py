# 3.6 points: right, but with the coolest on top
by_hour = water.groupby("hour", as_index=False)["degrees"].mean().sort_values("degrees")
