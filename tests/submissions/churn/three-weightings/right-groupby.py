# 4 points
both = weightings.merge(industries, on="industry")
both["left"] = both["asked"] * both["left_percent"]
sums = both.groupby("weighting")[["left", "asked"]].sum()
averages = (sums["left"] / sums["asked"]).sort_values()
