# 3 points: as a share
full = calls[calls["fullness"].isin([4, 5])]
means = (full["said_back"] == "yes").groupby(full["pause"]).mean()
gain = means["yes"] - means["no"]
