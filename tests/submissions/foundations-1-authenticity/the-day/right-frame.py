# 6 points: from a frame with numbers for hours, and the Axes handed in
means = water.assign(hour=water["hour"].str[:2].astype(int)).groupby("hour")["degrees"].mean()
ax = means.plot(title="A day in the pool, invented", xlabel="hour", ylabel="degrees")
ax.axhline(42)
fig = ax
