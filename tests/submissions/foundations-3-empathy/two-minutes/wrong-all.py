# 0 points: all calls
means = (calls["said_back"] == "yes").groupby(calls["pause"]).mean() * 100
gain = means["yes"] - means["no"]
