# 5 points
gloves["when"] = gloves["week"].gt(4).map({False: "前", True: "后"})
by_exit = gloves.pivot_table(index="exit", columns="when", values="hand", aggfunc="count")
late_right = gloves.query("week > 4 and hand == 'right'")
by_exit["右手"] = late_right["exit"].value_counts()
by_exit = by_exit.sort_values("后", ascending=False)
by_exit.index.name = "出口"
