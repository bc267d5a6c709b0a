# 0 points: all that is spent
worth = customers["spend"].mean() * 12 / customers["left"].mean()
