# 4 points: no label, no title
order = industries.sort_values("left_percent", ascending=False)
fig = order.plot.bar(x="industry", y="left_percent")
