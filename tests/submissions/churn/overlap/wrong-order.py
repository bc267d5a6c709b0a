# 3.6 points: the most frequent first
counted = pd.DataFrame({"class": classes, "lower": [1, 22, 2, 2], "upper": [1, 13, 10, 3]})
counted = counted.sort_values("lower", ascending=False)
