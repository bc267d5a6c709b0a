# 3.67 points: the hour in the bus is not paid
sessions = 6 - staff["trained"] / 4
times = costs["per"].map({"day": math.ceil(sessions.sum() / 30), "seat": sessions.sum()})
places = pd.DataFrame({"place": ["on site", "off site"]})
places["outlay"] = costs[["on_site", "off_site"]].mul(times, axis=0).sum().tolist()
places["wages"] = 4 * (sessions * staff["wage"]).sum()
places["total"] = places["outlay"] + places["wages"]
