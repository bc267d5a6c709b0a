# 3.6 points: right, but with the latest on top
period = pd.cut(season["week"], [0, 8, 12, 20], labels=["before", "first", "routine"])
periods = season.groupby(period, observed=True)[["expected", "found"]].mean()
periods["gap"] = periods["found"] - periods["expected"]
periods = periods.rename_axis("period").reset_index().iloc[::-1]
