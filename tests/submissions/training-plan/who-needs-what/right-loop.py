# 4 points
rows = []
for name in staff["department"].unique():
    own = staff[staff["department"] == name]
    rows.append([name, len(own), sum((24 - hours) // 4 for hours in own["trained"])])
needs = pd.DataFrame(rows, columns=["department", "people", "seats"])
