# 4 points: classes as the index
def count(edges, right):
    found = pd.cut(applications["applications"], edges, right=right, labels=classes)
    return found.groupby(found, observed=False).size()
counted = pd.concat(
    [count([0, 1, 5, 10, 99], True), count([0, 2, 5, 10, 99], False)],
    axis=1, keys=["lower", "upper"],
)
