# 2 points: the share cut to two decimals
worth = customers["spend"].mean() / 4 * 12 / round(customers["left"].mean(), 2)
