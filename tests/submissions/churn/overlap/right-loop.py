# 4 points
used = list(applications["applications"])
lower = [used.count(1), sum(2 <= n <= 5 for n in used), sum(6 <= n <= 10 for n in used), 0]
upper = [used.count(1), sum(2 <= n < 5 for n in used), sum(5 <= n < 10 for n in used), 0]
lower[3], upper[3] = len(used) - sum(lower), len(used) - sum(upper)
counted = pd.DataFrame({"class": classes, "lower": lower, "upper": upper})
