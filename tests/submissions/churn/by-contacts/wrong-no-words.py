# 3.5 points: one label of two, and a title that does not say it
shares = customers.groupby("contacts")["left"].mean() * 100
fig = shares.plot(title="Customers who left", xlabel="contacts", ylabel="left")
