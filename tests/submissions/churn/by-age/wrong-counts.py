# 2.5 points: how many left, not which share
fig = customers.groupby("age_group")["left"].sum().plot.bar(title="Made up", ylabel="%")
