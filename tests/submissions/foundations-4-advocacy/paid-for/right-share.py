# 3 points: as a share
once = claims[claims["decided"] == "paid"].groupby("claim")["aboard"].first()
ashore = once.eq("no").mean()
