# 4 points
kept = ideas.query("slope_kept == 'yes' and floor_clear == 'yes'").set_index("idea")
ranked = kept[["helps", "soon", "undo"]].dot([5, 3, 2]).sort_values(ascending=False)
