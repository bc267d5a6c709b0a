# 2.2 points: the musts are forgotten, and what breaks them stands on top
ideas["score"] = (5 * ideas["helps"] + 3 * ideas["soon"] + 2 * ideas["undo"]) / 10
ranked = ideas[["idea", "score"]].sort_values("score", ascending=False)
