# 0.75 points: all stays, whatever the water
means = stays.groupby("told")["stars"].mean()
more = means["yes"] - means["no"]
