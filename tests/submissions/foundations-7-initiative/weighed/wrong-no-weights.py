# 1.4 points: every wish weighs the same
kept = ideas[(ideas["slope_kept"] == "yes") & (ideas["floor_clear"] == "yes")]
ranked = pd.DataFrame({"idea": kept["idea"], "score": kept[["helps", "soon", "undo"]].mean(axis=1)})
ranked = ranked.sort_values("score", ascending=False)
