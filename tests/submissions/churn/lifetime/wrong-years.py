# 0 points: twelve forgotten
worth = customers["spend"].mean() / 4 / customers["left"].mean()
