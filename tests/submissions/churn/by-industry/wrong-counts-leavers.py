# 2.33 points: the customers are the leavers, and so is the margin's n
groups = customers.groupby("industry")["left"]
p, n = groups.mean(), groups.sum()
by_industry = pd.DataFrame({"customers": n, "left_percent": 100 * p})
by_industry["margin"] = 196 * np.sqrt(p * (1 - p) / n)
