# 0 points: the share of those who were aboard
paid = claims[claims["decided"] == "paid"].drop_duplicates("claim")
ashore = 100 * (paid["aboard"] == "yes").mean()
