# 2.7 points: how many, not which share
ax = calls[calls["said_back"] == "yes"].groupby("fullness").size().plot.bar(title="Calls said back (made up)")
ax.set(xlabel="fullness", ylabel="calls said back")
fig = ax.figure
