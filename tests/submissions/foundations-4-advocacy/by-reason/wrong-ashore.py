# 3.5 points: counts those who were not aboard under "aboard"
once = claims.drop_duplicates("claim")
refused = once[once["decided"] == "refused"].assign(no=lambda rows: rows["aboard"] == "no")
by_reason = refused.groupby("reason")["no"].agg(refused="size", aboard="sum")
by_reason = by_reason.sort_values("refused", ascending=False).reset_index()
