# 5 points: crosstab, Chinese names of the columns
once = claims.drop_duplicates("claim").query("decided == \"refused\"")
table = pd.crosstab(once["reason"], once["aboard"])
by_reason = pd.DataFrame({"拒赔": table.sum(axis=1), "在船上": table["yes"]})
by_reason = by_reason.sort_values("拒赔", ascending=False)
