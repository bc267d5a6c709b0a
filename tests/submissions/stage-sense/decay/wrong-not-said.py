# 4.8 points: does not say that the data are made up
door = year[year["post"] == "door"]
ax = door.plot(x="week", y="score", xlabel="week", ylabel="score", title="Service at the Lantern")
ax.axhline(50)
ax.axvline(20)
ax.axvline(34)
fig = plt.gcf()
