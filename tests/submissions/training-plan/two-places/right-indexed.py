# 5 points
sessions = 6 - staff["trained"] / 4
times = costs["per"].map({"day": math.ceil(sessions.sum() / 30), "seat": sessions.sum()})
places = costs[["on_site", "off_site"]].mul(times, axis=0).sum().to_frame("支出")
places.index = pd.Index(["On site", "Off site"], name="地点")
places["工资"] = [hours * (sessions @ staff["wage"]) for hours in (4, 5)]
places["合计"] = places.sum(axis=1)
