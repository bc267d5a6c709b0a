# 2 points: below 4 and above 49, so three weeks each
first = year[year["week"] < 4].groupby("post")["score"].mean()
last = year[year["week"] > 49].groupby("post")["score"].mean()
by_post = pd.DataFrame({"first": first, "last": last})
by_post = by_post.loc[(first - last).sort_values(ascending=False).index].reset_index()
