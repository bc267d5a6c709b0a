# 1.73 points: two rows of three: their values and the columns
both = weightings[weightings["weighting"] != "equal"].merge(industries, on="industry")
both["average"] = both["asked"] * both["left_percent"] / 2000
averages = both.groupby("weighting")["average"].sum().sort_values()
