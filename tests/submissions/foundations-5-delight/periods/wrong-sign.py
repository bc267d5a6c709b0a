# 3.07 points: the gap the other way round
period = pd.cut(season["week"], [0, 8, 12, 20], labels=["before", "first", "routine"])
periods = season.groupby(period, observed=True)[["expected", "found"]].mean()
periods["gap"] = periods["expected"] - periods["found"]
periods = periods.rename_axis("period").reset_index()
