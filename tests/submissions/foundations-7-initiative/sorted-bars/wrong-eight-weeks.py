# 3.6 points: October is in it
ax = gloves["exit"].value_counts().plot.bar(title="Single gloves (made-up data)")
ax.set(xlabel="Exit", ylabel="Gloves")
fig = ax.figure
