# 0 points: divided by those who stay
worth = customers["spend"].mean() / 4 * 12 / (1 - customers["left"].mean())
