# 6 points: bars beside each other
table = by_reason.set_index("reason")
table["not aboard"] = table["refused"] - table["aboard"]
fig = table[["aboard", "not aboard"]].plot.bar(
    title="Refusals in ten weeks of fog (invented data)", ylabel="Number of claims"
)
