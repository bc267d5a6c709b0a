# 3.6 points: the order
fits = [[27 * k, k, 22 * k, 2 * k, 2 * k] for k in (4, 3, 2, 1)]
fits = pd.DataFrame(fits, columns=["n", "only_1", "from_2", "from_5", "over_10"])
