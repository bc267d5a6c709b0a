# 3 points
average = np.average(industries["left_percent"], weights=industries["industry"].map(asked))
