# 0 points: of all claims
once = claims.drop_duplicates("claim")
ashore = 100 * ((once["decided"] == "paid") & (once["aboard"] == "no")).mean()
