# 5 points
shares = customers.groupby("age_group")["left"].mean() * 100
fig = shares.plot.barh(title="Invented customers, by age", xlabel="Left (%)")
