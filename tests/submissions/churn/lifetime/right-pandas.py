# 4 points
worth = 0.25 * customers["spend"].mean() * 12 / customers["left"].mean()
