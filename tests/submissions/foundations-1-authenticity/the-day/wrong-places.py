# 3 points: the hours are left as texts, so that they stand at nought to five
means = water.groupby("hour")["degrees"].mean()
fig, ax = plt.subplots()
ax.plot(list(means.index), means.to_numpy())
ax.axhline(42)
ax.set(title="A day in the pool (made up)", xlabel="Hour", ylabel="Degrees")
