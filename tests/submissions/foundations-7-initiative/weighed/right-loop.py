# 4 points
weights = {"helps": 5, "soon": 3, "undo": 2}
rows = []
for row in ideas.to_dict("records"):
    if "no" not in (row["slope_kept"], row["floor_clear"]):
        rows.append((sum(w * row[name] for name, w in weights.items()) / 10, row["idea"]))
ranked = pd.DataFrame([(name, score) for score, name in sorted(rows, reverse=True)], columns=["idea", "score"])
