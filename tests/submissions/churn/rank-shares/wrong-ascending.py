# 3 points: the order
ranked = industries.assign(stayed_percent=100 - industries["left_percent"])
ranked = ranked.sort_values("left_percent")
