# 4 points: per cent of all eighty instead of each kind
hit = hunches["right"].eq("yes")
by_who = hit.groupby(hunches["who"]).agg(hunches="size", right="sum").reset_index()
by_who["percent"] = 100 * by_who["right"] / 80
