# 4.2 points: does not say that the data are made up, and has no names for the colours
table = by_reason.set_index("reason")
table["not aboard"] = table["refused"] - table["aboard"]
ax = table[["aboard", "not aboard"]].plot.bar(title="Refusals", ylabel="claims", legend=False)
fig = ax.figure
