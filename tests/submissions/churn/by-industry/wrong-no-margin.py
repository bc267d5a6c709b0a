# 3.54 points: a column is missing
groups = customers.groupby("industry")["left"]
by_industry = pd.DataFrame({"customers": groups.size(), "left_percent": 100 * groups.mean()})
