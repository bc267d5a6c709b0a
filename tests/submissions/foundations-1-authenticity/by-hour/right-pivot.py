# 4 points: days side by side, then the mean of each hour, indexed
by_hour = water.pivot(index="hour", columns="date", values="degrees").mean(axis=1).rename("degrees")
