# 4.8 points: does not say that the tickets are made up
every = pd.concat([tickets, later])
every["late"] = every["told"] - every["promised"]
ax = every.plot(x="ticket", y="late", title="The bell works!", xlabel="ticket", ylabel="days late")
ax.axhline(2)
ax.axvline(25)
fig = ax.figure
