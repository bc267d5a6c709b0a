# 3 points: counts the misses as hits
no = hunches["right"].eq("no")
by_who = no.groupby(hunches["who"]).agg(hunches="size", right="sum").reset_index()
by_who["percent"] = 100 * by_who["right"] / by_who["hunches"]
