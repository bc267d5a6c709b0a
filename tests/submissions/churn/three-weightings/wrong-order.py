# 3 points: in alphabetical order
both = weightings.merge(industries, on="industry")
both["average"] = both["asked"] * both["left_percent"] / 2000
averages = both.groupby("weighting", as_index=False)["average"].sum()
