# 2 points: to whole per cent: rows that do not fit, so neither rows nor order
rows = []
for n in range(1, 121):
    counts = [round(n * share / 100) for share in shares]
    if [round(100 * each / n) for each in counts] == [4, 81, 7, 7]:
        rows.append([n, *counts])
fits = pd.DataFrame(rows, columns=["n", "only_1", "from_2", "from_5", "over_10"])
