# 3.75 points: the last column is missing
yes = calls["said_back"].eq("yes")
by_cup = yes.groupby(calls["fullness"]).agg(calls="size", back="sum").reset_index()
