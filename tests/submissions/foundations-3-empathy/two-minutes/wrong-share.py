# 0 points: the share with the pause alone
full = calls[(calls["fullness"] >= 4) & (calls["pause"] == "yes")]
gain = 100 * (full["said_back"] == "yes").mean()
