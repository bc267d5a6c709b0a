# 2.62 points: week 5 is counted as one of the first
halves = gloves.assign(late=gloves["week"] > 5)
by_exit = halves.groupby(["exit", "late"]).size().unstack()
by_exit.columns = ["before", "since"]
by_exit["right"] = halves[halves["late"] & (halves["hand"] == "right")].groupby("exit").size()
by_exit = by_exit.sort_values("since", ascending=False).reset_index()
