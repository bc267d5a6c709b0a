# 5 points: with a loop and plain lists
rows = []
for who in ("regular", "stranger"):
    mine = [r for w, r in zip(hunches["who"], hunches["right"]) if w == who]
    rows.append((who, len(mine), mine.count("yes"), 100 * mine.count("yes") / len(mine)))
by_who = pd.DataFrame(rows, columns=["who", "hunches", "right", "percent"])
