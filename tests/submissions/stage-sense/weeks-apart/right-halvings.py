# 3 points
door = year[year["post"] == "door"]
half_life = -1 / np.polyfit(door["since"], np.log2(door["score"] - 50), 1)[0]
left, apart = 28, 0
while left > 7:
    left, apart = left / 2, apart + half_life
