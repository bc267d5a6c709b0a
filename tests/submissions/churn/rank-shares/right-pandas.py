# 4 points
ranked = industries.sort_values("left_percent", ascending=False)
ranked["stayed_percent"] = 100 - ranked["left_percent"]
