# 2.5 points: how many left, not which share
found = customers.groupby("contacts")["left"].sum()
fig = found.plot(title="Made-up data", xlabel="Contacts", ylabel="Left (%)")
