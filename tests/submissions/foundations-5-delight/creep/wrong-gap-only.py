# 3 points: draws the gap in place of the two
fig, ax = plt.subplots()
ax.plot(season["week"], season["found"] - season["expected"], label="gap")
ax.axvline(9)
ax.set(xlabel="week", ylabel="mark", title="The gap (made up)")
ax.legend()
