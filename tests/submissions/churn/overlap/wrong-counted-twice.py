# 2.6 points: five and ten in both of their classes
used = applications["applications"]
both = [(used == 1).sum(), used.between(2, 5).sum(), used.between(5, 10).sum(), (used >= 10).sum()]
counted = pd.DataFrame({"class": classes, "lower": both, "upper": both})
