# 3 points: draws what was added, with the old level at zero
door = year[year["post"] == "door"]
fig, ax = plt.subplots()
ax.plot(door["week"], door["score"] - 50)
ax.set(xlabel="week", ylabel="score", title="Made up")
ax.axhline(0)
ax.axvline(20)
ax.axvline(34)
