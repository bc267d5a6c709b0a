# 5.4 points: cuts the axis, so the small ones vanish
table = by_reason.set_index("reason")
table["not aboard"] = table["refused"] - table["aboard"]
ax = table[["aboard", "not aboard"]].plot.bar(title="Refusals (made up)", ylabel="claims")
ax.set_ylim(2, 60)
fig = ax.figure
