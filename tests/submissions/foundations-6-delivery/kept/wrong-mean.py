# 3.25 points: the mean in place of the median
late = tickets[["done", "told", "home"]].sub(tickets["promised"], axis=0)
steps = pd.DataFrame({"kept": (late <= 0).sum(), "late": late.mean()}).reset_index(names="step")
