# 2.25 points: rounds to one place
cool = stays[stays["degrees"] < 39].groupby("told")["stars"].mean()
more = round(cool["yes"] - cool["no"], 1)
