# 0 points: takes the natural logarithm and forgets to come back
door = year[year["post"] == "door"]
half_life = -1 / np.polyfit(door["since"], np.log(door["score"] - 50), 1)[0]
