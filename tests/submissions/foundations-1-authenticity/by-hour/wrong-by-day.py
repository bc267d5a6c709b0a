# 0.2 points: the mean of each day, which hides the hours
by_hour = water.groupby("date")["degrees"].mean().reset_index()
