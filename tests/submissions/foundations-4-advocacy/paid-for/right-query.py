# 3 points: by a query
paid = claims.query("decided == \"paid\"").drop_duplicates("claim")
ashore = len(paid.query("aboard == \"no\"")) / len(paid) * 100
