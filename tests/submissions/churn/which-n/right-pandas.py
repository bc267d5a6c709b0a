# 4 points: vectorised, n as the index
n = pd.Index(range(1, 121), name="n")
names = ["only_1", "from_2", "from_5", "over_10"]
counts = pd.DataFrame(np.rint(np.outer(n, shares) / 100).astype(int), index=n, columns=names)
near = (counts.div(n, axis=0) * 100).round(1).eq(shares).all(axis=1)
fits = counts[near & (counts.sum(axis=1) == n)]
