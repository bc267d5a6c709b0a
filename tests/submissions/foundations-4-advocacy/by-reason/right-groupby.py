# 5 points: grouped, with the reasons as an index
once = claims.drop_duplicates("claim")
refused = once[once["decided"] == "refused"].copy()
refused["is_aboard"] = (refused["aboard"] == "yes").astype(int)
by_reason = (
    refused.groupby("reason")
    .agg(refused=("claim", "count"), aboard=("is_aboard", "sum"))
    .sort_values("refused", ascending=False)
)
