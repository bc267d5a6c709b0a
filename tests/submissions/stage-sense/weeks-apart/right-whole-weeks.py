# 3 points
door = year[year["post"] == "door"]
half_life = -1 / np.polyfit(door["since"], np.log2(door["score"] - 50), 1)[0]
weeks = range(100)
apart = max(week for week in weeks if 50 + 28 * 0.5 ** (week / half_life) >= 57)
