# 4.4 points: what was sent twice is counted twice
refused = claims[claims["decided"] == "refused"]
by_reason = refused.groupby("reason").agg(refused=("claim", "size"), aboard=("aboard", lambda a: (a == "yes").sum()))
by_reason = by_reason.sort_values("refused", ascending=False).reset_index()
