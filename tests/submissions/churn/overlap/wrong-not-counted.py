# 2.6 points: five and ten in neither
used = applications["applications"]
none = [(used == 1).sum(), used.isin([2, 3, 4]).sum(), used.isin([6, 7, 8, 9]).sum(), 0]
none[3] = (used > 10).sum()
counted = pd.DataFrame({"class": classes, "lower": none, "upper": none})
