# 5 points
groups = customers.groupby("industry")["left"]
share, people = groups.mean(), groups.count()
error = 1.96 * (share * (1 - share) / people) ** 0.5
by_industry = pd.DataFrame({"customers": people, "left_percent": 100 * share, "margin": 100 * error})
