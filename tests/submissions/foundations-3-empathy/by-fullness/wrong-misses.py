# 3 points: counts what was not said back
no = calls["said_back"].eq("no")
by_cup = no.groupby(calls["fullness"]).agg(calls="size", back="sum").reset_index()
by_cup["percent"] = 100 * by_cup["back"] / by_cup["calls"]
