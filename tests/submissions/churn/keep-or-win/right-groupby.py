# 5 points: running totals from the top, least as the index
groups = customers.groupby("contacts")["left"].agg(["size", "sum"])[::-1].cumsum()[::-1]
kept = pd.DataFrame({"called": groups["size"], "cost_per_kept": 200 * groups["size"] / groups["sum"]})
kept = kept.loc[[0, 3, 6, 9]].rename_axis("least").reset_index()
