# 5 points: rounded to one decimal, most leavers first
pivot = customers.pivot_table(index="industry", values="left", aggfunc=["count", "mean"])
pivot.columns = ["customers", "p"]
pivot["left_percent"] = (100 * pivot["p"]).round(1)
pivot["margin"] = (196 * np.sqrt(pivot["p"] * (1 - pivot["p"]) / pivot["customers"])).round(1)
by_industry = pivot.drop(columns="p").sort_values("left_percent", ascending=False)
