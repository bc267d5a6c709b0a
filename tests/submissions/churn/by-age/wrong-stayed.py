# 2.5 points: the share of those who stayed
shares = 100 - customers.groupby("age_group")["left"].mean() * 100
fig = shares.plot.bar(title="Made-up data", ylabel="%")
