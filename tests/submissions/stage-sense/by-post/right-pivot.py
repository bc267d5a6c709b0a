# 5 points
ends = year[~year["week"].between(5, 48)].assign(part=lambda f: np.where(f["week"] < 5, "first", "last"))
by_post = ends.pivot_table(index="post", columns="part", values="score").round(2)
by_post = by_post.loc[(by_post["last"] - by_post["first"]).sort_values().index]
