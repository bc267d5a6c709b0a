# 3.67 points: every margin with the n of all
groups = customers.groupby("industry")["left"]
p = groups.mean()
by_industry = pd.DataFrame({"customers": groups.size(), "left_percent": 100 * p})
by_industry["margin"] = 196 * np.sqrt(p * (1 - p) / 600)
