# 5 points: crosstab, Chinese names, a share
table = pd.crosstab(calls["fullness"], calls["said_back"])
by_cup = pd.DataFrame({"级": table.index, "电话": table.sum(axis=1).values, "说回去": table["yes"].values, "比例": (table["yes"] / table.sum(axis=1)).values})
