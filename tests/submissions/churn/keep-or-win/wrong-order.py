# 4.5 points: the cheapest first
kept = pd.DataFrame({"least": [9, 6, 3, 0]})
groups = [customers[customers["contacts"] >= least] for least in kept["least"]]
kept["called"] = [len(group) for group in groups]
kept["cost_per_kept"] = [200 / group["left"].mean() for group in groups]
