# 5 points: crosstab, Chinese names, a share instead of a percentage
table = pd.crosstab(hunches["who"], hunches["right"])
by_who = pd.DataFrame(
    {
        "谁": table.index,
        "次数": table.sum(axis=1).values,
        "猜对": table["yes"].values,
        "比例": (table["yes"] / table.sum(axis=1)).values,
    }
)
