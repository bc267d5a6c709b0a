# 5 points
rows = []
for door in set(gloves["exit"]):
    own = gloves[gloves["exit"] == door]
    late = own[own["week"].isin([5, 6, 7, 8])]
    rows.append([door, len(own) - len(late), len(late), sum(late["hand"] == "right")])
rows.sort(key=lambda row: -row[2])
by_exit = pd.DataFrame(rows, columns=["exit", "before", "since", "right"])
