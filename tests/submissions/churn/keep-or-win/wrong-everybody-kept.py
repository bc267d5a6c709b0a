# 3.25 points: as if every call kept one of those who would have left
kept = pd.DataFrame({"least": [0, 3, 6, 9]})
groups = [customers[customers["contacts"] >= least] for least in kept["least"]]
kept["called"] = [len(group) for group in groups]
kept["cost_per_kept"] = [40 / group["left"].mean() for group in groups]
