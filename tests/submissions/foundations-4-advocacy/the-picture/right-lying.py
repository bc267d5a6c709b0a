# 6 points: lying bars, stacked
once = claims.drop_duplicates("claim").query("decided == \"refused\"")
table = pd.crosstab(once["reason"], once["aboard"])
table = table.loc[table.sum(axis=1).sort_values(ascending=False).index, ["yes", "no"]]
table.columns = ["aboard", "not aboard"]
ax = table.plot.barh(stacked=True, title="Refused claims, made up")
ax.invert_yaxis()
ax.set_xlabel("number of claims refused")
fig = ax.figure
