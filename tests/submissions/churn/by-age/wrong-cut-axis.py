# 4.25 points: the zero
shares = customers.groupby("age_group")["left"].mean() * 100
fig = shares.plot.bar(title="Made-up data", ylabel="%", ylim=(20, 60))
