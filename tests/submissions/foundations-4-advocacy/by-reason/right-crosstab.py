# 5 points: a cross table
once = claims.drop_duplicates()
table = pd.crosstab(once["reason"], once["aboard"])
by_reason = pd.DataFrame({"refused": table.sum(axis=1), "aboard": table["yes"]})
by_reason = by_reason.sort_values("refused", ascending=False).reset_index()
