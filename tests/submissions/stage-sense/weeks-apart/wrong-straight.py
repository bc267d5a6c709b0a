# 0 points: goes on in a straight line
door = year[year["post"] == "door"]
half_life = -1 / np.polyfit(door["since"], np.log2(door["score"] - 50), 1)[0]
apart = (78 - 57) / (14 / half_life)
