# 0 points: fits over the weeks of the year, through the refreshers
door = year[year["post"] == "door"]
half_life = -1 / np.polyfit(door["week"], np.log2(door["score"] - 50), 1)[0]
