# 1.67 points: one of three values, and the order of the names
both = weightings.merge(industries, on="industry")
averages = both.groupby("weighting")["left_percent"].mean().rename("average").reset_index()
