# 5 points
shares = customers.groupby("contacts")["left"].mean() * 100
fig = shares.plot(title="Made-up data", xlabel="Contacts", ylabel="Left (%)")
