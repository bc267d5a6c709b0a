# 4.4 points: counts what was sent twice as two claims
refused = claims[claims["decided"] == "refused"].assign(yes=lambda rows: rows["aboard"] == "yes")
by_reason = refused.groupby("reason")["yes"].agg(refused="size", aboard="sum")
by_reason = by_reason.sort_values("refused", ascending=False).reset_index()
