# 4 points: the title does not say that the data are made up
shares = customers.groupby("age_group")["left"].mean() * 100
fig = shares.plot.bar(title="Customers who left, by age", ylabel="%")
