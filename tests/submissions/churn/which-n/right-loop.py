# 4 points
rows = []
for n in range(1, 121):
    counts = [round(n * share / 100) for share in shares]
    if sum(counts) == n and [round(100 * each / n, 1) for each in counts] == shares:
        rows.append(dict(zip(["n", "only_1", "from_2", "from_5", "over_10"], [n, *counts])))
fits = pd.DataFrame(rows)
