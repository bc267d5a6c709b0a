# 0 points: those who were aboard
paid = claims[claims["decided"] == "paid"].drop_duplicates("claim")
ashore = 100 * (paid["aboard"] == "yes").mean()
