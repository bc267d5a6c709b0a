# 1.5 points: counts the one who wrote twice as two
paid = claims[claims["decided"] == "paid"]
ashore = 100 * (paid["aboard"] == "no").mean()
