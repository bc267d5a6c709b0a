# 1.51 points: the last week of each stretch is counted with the next
period = pd.cut(season["week"], [0, 7, 11, 20], labels=["before", "first", "routine"])
periods = season.groupby(period, observed=True)[["expected", "found"]].mean()
periods["gap"] = periods["found"] - periods["expected"]
periods = periods.rename_axis("period").reset_index()
