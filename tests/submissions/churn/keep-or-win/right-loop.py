# 5 points
rows = []
for least in (0, 3, 6, 9):
    group = customers[customers["contacts"] >= least]
    rows.append({"least": least, "called": len(group), "cost_per_kept": 200 / group["left"].mean()})
kept = pd.DataFrame(rows)
