# 2 points: read off the figure, in whole weeks and one too many
door = year[year["post"] == "door"]
half_life = 1 + round(-1 / np.polyfit(door["since"], np.log2(door["score"] - 50), 1)[0], 1)
