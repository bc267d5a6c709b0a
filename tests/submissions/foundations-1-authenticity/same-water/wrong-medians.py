# 0 points: medians in place of means
cool = stays[stays["degrees"] < 39].groupby("told")["stars"].median()
more = cool["yes"] - cool["no"]
