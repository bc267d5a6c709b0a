# 5 points: Chinese names, shares of one
rows = []
for name in customers["industry"].unique():
    left = customers.loc[customers["industry"] == name, "left"]
    p, n = left.mean(), len(left)
    rows.append((name, n, p, 1.96 * math.sqrt(p * (1 - p) / n)))
by_industry = pd.DataFrame(rows, columns=["行业", "人数", "流失率", "误差范围"])
