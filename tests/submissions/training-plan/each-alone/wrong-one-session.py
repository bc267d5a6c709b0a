# 2.4 points: a day is taken to have one session
own = staff.assign(seats=6 - staff["trained"] // 4).groupby("department")["seats"]
alone = own.agg(["size", "sum"]).join(release.set_index("department"))
alone["away"] = (alone["size"] // alone["one_in"]).clip(upper=15)
alone["days"] = [math.ceil(a / b) for a, b in zip(alone["sum"], alone["away"])]
alone = alone[["away", "days"]].reset_index()
