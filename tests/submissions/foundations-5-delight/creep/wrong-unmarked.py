# 4.2 points: neither the week of the standard nor a legend
fig, ax = plt.subplots()
ax.plot(season["week"], season[["expected", "found"]])
ax.set(xlabel="week", ylabel="mark", title="Twenty weeks (invented)")
