# 6 points
november = gloves[gloves["week"] > 4].groupby("exit").size().sort_values()
ax = november.plot.barh(color="grey", title="各出口的单只手套（虚构数据）")
ax.set_xlabel("只数")
ax.set_ylabel("出口")
fig = ax
