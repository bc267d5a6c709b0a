# 4 points: the industry is the index
ranked = industries.set_index("industry")[["left_percent"]].nlargest(5, "left_percent")
ranked.insert(0, "stayed_percent", 100 - ranked["left_percent"])
