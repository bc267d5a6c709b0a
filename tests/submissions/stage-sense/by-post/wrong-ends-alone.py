# 2 points: takes the first and the last week alone
first, last = (year[year["week"] == week].set_index("post")["score"] for week in (1, 52))
by_post = pd.DataFrame({"first": first, "last": last}).reset_index()
by_post = by_post.loc[(by_post["first"] - by_post["last"]).sort_values(ascending=False).index]
