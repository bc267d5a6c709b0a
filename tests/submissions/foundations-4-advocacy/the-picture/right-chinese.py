# 6 points: the Chinese names, from the claims themselves
once = claims.drop_duplicates("claim").dropna(subset=["reason"])
table = once.groupby(["reason_zh", "aboard"]).size().unstack(fill_value=0)
table = table.loc[table.sum(axis=1).sort_values(ascending=False).index, ["yes", "no"]]
table.columns = ["在船上", "不在船上"]
ax = table.plot.bar(stacked=True, title="十个星期的拒赔（虚构数据）", ylabel="份数", xlabel="")
fig = ax.figure
