# 4.2 points: neither refreshers nor the old level
door = year[year["post"] == "door"]
fig = door.plot(x="week", y="score", xlabel="week", ylabel="score", title="A year (synthetic)")
