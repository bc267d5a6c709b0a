# 5 points: a loop over the claims, with Chinese column names
counts = {}
for claim, rows in claims.groupby("claim"):
    row = rows.iloc[0]
    if row["decided"] == "refused":
        total, on_list = counts.get(row["reason"], (0, 0))
        counts[row["reason"]] = (total + 1, on_list + (row["aboard"] == "yes"))
ordered = sorted(counts.items(), key=lambda pair: -pair[1][0])
by_reason = pd.DataFrame(
    [(reason, total, on_list) for reason, (total, on_list) in ordered],
    columns=["原因", "拒赔", "在船上"],
)
