# 5 points
ax = industries.sort_values("left_percent").plot.barh(x="industry", y="left_percent", legend=False)
ax.set(title="Who left?", xlabel="Left (%)", ylabel="")
fig = ax.figure
