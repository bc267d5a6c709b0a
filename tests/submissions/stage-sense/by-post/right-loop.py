# 5 points
rows = []
for post in set(year["post"]):
    own = year[year["post"] == post]
    early = [s for w, s in zip(own["week"], own["score"]) if w in (1, 2, 3, 4)]
    late = [s for w, s in zip(own["week"], own["score"]) if w in (49, 50, 51, 52)]
    rows.append({"岗位": post, "头四周": sum(early) / 4, "末四周": sum(late) / 4})
rows.sort(key=lambda row: row["末四周"] - row["头四周"])
by_post = pd.DataFrame(rows)
