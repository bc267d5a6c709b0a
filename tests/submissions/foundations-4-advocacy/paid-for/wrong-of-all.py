# 0 points: of all claims, and not of those that were paid
once = claims.drop_duplicates("claim")
ashore = 100 * ((once["decided"] == "paid") & (once["aboard"] == "no")).mean()
