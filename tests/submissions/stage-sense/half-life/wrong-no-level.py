# 0 points: does not take the old level off
door = year[year["post"] == "door"]
half_life = -1 / np.polyfit(door["since"], np.log2(door["score"]), 1)[0]
