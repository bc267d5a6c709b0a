# 0.8 points: one row of four: a quarter of the values, and the columns
for n in range(1, 121):
    counts = [round(n * share / 100) for share in shares]
    if sum(counts) == n and [round(100 * each / n, 1) for each in counts] == shares:
        break
names = ["n", "only_1", "from_2", "from_5", "over_10"]
fits = pd.DataFrame([[n, *counts]], columns=names)
