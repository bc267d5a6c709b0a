# 5 points
table = customers.pivot_table(index="age_group", values="left", aggfunc="mean") * 100
fig = table.plot(kind="bar", legend=False, title="Made-up data", ylabel="per cent")
