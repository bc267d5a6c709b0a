# 0 points: how many, and not what percentage
paid = claims[claims["decided"] == "paid"].drop_duplicates("claim")
ashore = int((paid["aboard"] == "no").sum())
