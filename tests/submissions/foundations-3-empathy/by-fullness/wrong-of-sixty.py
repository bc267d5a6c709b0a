# 4 points: per cent of all sixty
yes = calls["said_back"].eq("yes")
by_cup = yes.groupby(calls["fullness"]).agg(calls="size", back="sum").reset_index()
by_cup["percent"] = 100 * by_cup["back"] / 60
