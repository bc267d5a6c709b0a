# 5 points: long form, grouped
long = tickets.melt(["ticket", "promised"], ["done", "told", "home"], "step", "day")
long["late"] = long["day"] - long["promised"]
long["kept"] = long["late"] <= 0
steps = long.groupby("step", sort=False).agg(kept=("kept", "sum"), late=("late", "median"))
