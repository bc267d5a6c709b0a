# 0 points: the other way round
full = calls[calls["fullness"] >= 4]
means = (full["said_back"] == "yes").groupby(full["pause"]).mean() * 100
gain = means["no"] - means["yes"]
