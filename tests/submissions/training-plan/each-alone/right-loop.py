# 4 points
one_in = dict(zip(release["department"], release["one_in"]))
rows = []
for name, own in staff.groupby("department"):
    seats = ((24 - own["trained"]) // 4).tolist()
    away = min(15, len(own) // one_in[name])
    rows.append([name, away, max(math.ceil(math.ceil(sum(seats) / away) / 2), *seats)])
alone = pd.DataFrame(rows, columns=["department", "away", "days"])
