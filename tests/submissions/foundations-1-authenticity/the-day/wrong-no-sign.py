# 3.6 points: neither the sign nor a word that the figures are made up
means = water.groupby("hour")["degrees"].mean()
fig, ax = plt.subplots()
ax.plot([6, 9, 12, 15, 18, 21], means.to_numpy())
ax.set(title="A day in the pool", xlabel="Hour", ylabel="Degrees")
