# 5.4 points: an axis that does not begin at zero
once = claims.drop_duplicates("claim").query("decided == \"refused\"")
table = pd.crosstab(once["reason"], once["aboard"])[["yes", "no"]]
table = table.loc[table.sum(axis=1).sort_values(ascending=False).index]
table.columns = ["aboard", "not aboard"]
ax = table.plot.bar(title="Refused (made up)", ylabel="claims refused")
ax.set_ylim(2, 60)
fig = ax.figure
