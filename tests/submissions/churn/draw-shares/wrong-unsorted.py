# 4 points: the order
fig = industries.plot.bar(x="industry", y="left_percent", title="Left", ylabel="%")
