# 3 points: a share instead of a percentage
paid = claims.drop_duplicates().query("decided == 'paid'")
ashore = len(paid[paid["aboard"] == "no"]) / len(paid)
