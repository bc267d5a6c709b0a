# 4 points: in the order of the alphabet
once = claims.drop_duplicates("claim").query("decided == \"refused\"")
by_reason = once.groupby("reason").agg(refused=("claim", "size"), aboard=("aboard", lambda a: (a == "yes").sum())).reset_index()
