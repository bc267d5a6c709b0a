# 6 points: axes and hlines
every = pd.concat([tickets, later], ignore_index=True).set_index("ticket")
late = every["told"] - every["promised"]
fig, ax = plt.subplots()
ax.plot(late.index, late, "o-")
ax.hlines(late.loc[:24].median(), 1, 36)
ax.vlines(25, -2, 5)
ax.set(title="Days late, invented tickets", xlabel="ticket number", ylabel="days after the promised day")
