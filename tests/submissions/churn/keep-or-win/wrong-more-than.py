# 1.5 points: more than, not at least
kept = pd.DataFrame({"least": [0, 3, 6, 9]})
groups = [customers[customers["contacts"] > least] for least in kept["least"]]
kept["called"] = [len(group) for group in groups]
kept["cost_per_kept"] = [200 / group["left"].mean() for group in groups]
