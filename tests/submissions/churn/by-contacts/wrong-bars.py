# 4.5 points: bars where a line is asked for
shares = customers.groupby("contacts")["left"].mean() * 100
fig = shares.plot.bar(title="Made-up data", xlabel="Contacts", ylabel="Left (%)")
