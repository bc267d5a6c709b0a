# 3.75 points: the last column is missing
hit = hunches["right"].eq("yes")
by_who = hit.groupby(hunches["who"]).agg(hunches="size", right="sum").reset_index()
