# 1.5 points: the eager one counted twice
paid = claims[claims["decided"] == "paid"]
ashore = 100 * (paid["aboard"] == "no").mean()
