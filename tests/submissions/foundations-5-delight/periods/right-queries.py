# 4 points: three stretches, one after the other
rows = []
for name, begin, end in (("before", 1, 8), ("first", 9, 12), ("routine", 13, 20)):
    own = season.query("@begin <= week <= @end")
    rows.append(
        (name, own["expected"].mean(), own["found"].mean(), (own["found"] - own["expected"]).mean())
    )
periods = pd.DataFrame(rows, columns=["period", "expected", "found", "gap"])
