# 5.1 points: the median of all tickets, the new ones too
every = pd.concat([tickets, later])
every["late"] = every["told"] - every["promised"]
ax = every.plot(x="ticket", y="late", title="Run chart (made up)", xlabel="ticket", ylabel="days late")
ax.axhline(every["late"].median())
ax.axvline(25)
fig = ax
