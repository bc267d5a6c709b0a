# 4 points: leaves the reasons in the order of the alphabet
once = claims.drop_duplicates("claim")
refused = once[once["decided"] == "refused"].assign(yes=lambda rows: rows["aboard"] == "yes")
by_reason = refused.groupby("reason")["yes"].agg(refused="size", aboard="sum").reset_index()
