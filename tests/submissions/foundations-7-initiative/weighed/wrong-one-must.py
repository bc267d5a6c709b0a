# 2.2 points: only the slope was looked at
kept = ideas[ideas["slope_kept"] == "yes"]
ranked = kept.assign(score=(5 * kept["helps"] + 3 * kept["soon"] + 2 * kept["undo"]) / 10)
ranked = ranked[["idea", "score"]].sort_values("score", ascending=False)
