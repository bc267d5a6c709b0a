# 4 points: in the order of the alphabet, not of the loss
first = year.query("week <= 4").groupby("post")["score"].mean()
last = year.query("week >= 49").groupby("post")["score"].mean()
by_post = pd.DataFrame({"first": first, "last": last}).reset_index().sort_values("post")
by_post = by_post.iloc[::-1]
