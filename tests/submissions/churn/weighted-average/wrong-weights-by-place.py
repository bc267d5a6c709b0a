# 0 points: the weights of another order
average = np.average(industries["left_percent"], weights=sorted(asked.values()))
