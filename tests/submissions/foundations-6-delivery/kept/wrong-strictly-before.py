# 3.25 points: the promised day itself is taken for broken
late = tickets[["done", "told", "home"]].sub(tickets["promised"], axis=0)
steps = pd.DataFrame({"kept": (late < 0).sum(), "late": late.median()})
steps.index.name = "step"
