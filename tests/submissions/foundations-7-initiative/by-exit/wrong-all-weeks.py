# 4 points: the right hands of all eight weeks
early, late = gloves[gloves["week"] < 5], gloves[gloves["week"] > 4]
by_exit = pd.DataFrame({"before": early["exit"].value_counts(), "since": late["exit"].value_counts()})
by_exit["right"] = gloves[gloves["hand"] == "right"]["exit"].value_counts()
by_exit = by_exit.sort_values("since", ascending=False)
by_exit.index.name = "exit"
