# 4 points: the zero
order = industries.sort_values("left_percent", ascending=False)
fig = order.plot.bar(x="industry", y="left_percent", title="Left", ylabel="%", ylim=(30, 65))
