# 3.6 points: sorted by name, and no word that it is made up
ax = gloves[gloves["week"] > 4].groupby("exit").size().plot.bar(title="Single gloves")
ax.set(xlabel="Exit", ylabel="Gloves")
fig = ax.figure
