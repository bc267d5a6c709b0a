# 0 points: halves the whole score
door = year[year["post"] == "door"]
half_life = -1 / np.polyfit(door["since"], np.log2(door["score"] - 50), 1)[0]
apart = half_life * np.log2(78 / 57)
