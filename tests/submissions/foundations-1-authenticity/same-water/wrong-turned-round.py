# 0 points: those not told, less those told
cool = stays[stays["degrees"] < 39].groupby("told")["stars"].mean()
more = cool["no"] - cool["yes"]
