# 3.25 points: how long it took, in place of how late it was
taken = tickets[["done", "told", "home"]].sub(tickets["brought"], axis=0)
late = tickets[["done", "told", "home"]].sub(tickets["promised"], axis=0)
steps = pd.DataFrame({"kept": (late <= 0).sum(), "late": taken.median()}).reset_index(names="step")
