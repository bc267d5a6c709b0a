# 5.2 points: the old tickets only
late = tickets["told"] - tickets["promised"]
ax = late.set_axis(tickets["ticket"]).plot(title="Made up", xlabel="ticket", ylabel="days late")
ax.axhline(late.median())
ax.axvline(25)
fig = ax
