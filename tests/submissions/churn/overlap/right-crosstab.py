# 4 points: labels row by row
def label(n, five, ten):
    return classes[0 if n == 1 else 1 if n < five else 2 if n < ten else 3]
used = applications["applications"]
lower = used.map(lambda n: label(n, 6, 11)).value_counts()
upper = used.map(lambda n: label(n, 5, 10)).value_counts()
counted = pd.DataFrame({"lower": lower, "upper": upper}).reindex(classes).rename_axis("class")
