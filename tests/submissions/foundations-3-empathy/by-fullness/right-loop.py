# 5 points: with a loop
rows = []
for level in range(1, 6):
    mine = calls[calls["fullness"] == level]
    back = (mine["said_back"] == "yes").sum()
    rows.append((level, len(mine), back, 100 * back / len(mine)))
by_cup = pd.DataFrame(rows, columns=["fullness", "calls", "back", "percent"])
