# 4 points: shares of one, Chinese names
shares = dict(zip(industries["industry"], industries["left_percent"]))
found = {}
for name, part in weightings.groupby("weighting"):
    found[name] = sum(shares[i] * n for i, n in zip(part["industry"], part["asked"])) / 2000
averages = pd.DataFrame({"权重": found.keys(), "平均": [each / 100 for each in found.values()]})
averages = averages.sort_values("平均")
