# 4 points: hour by hour, with Chinese names and rounded to one place
rows = []
for hour in sorted(water["hour"].unique()):
    own = water.loc[water["hour"] == hour, "degrees"]
    rows.append((hour, round(own.sum() / len(own), 1)))
by_hour = pd.DataFrame(rows, columns=["钟点", "水温"])
