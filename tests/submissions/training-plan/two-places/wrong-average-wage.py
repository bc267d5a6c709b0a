# 2.33 points: everybody is paid the average
sessions = 6 - staff["trained"] / 4
times = costs["per"].map({"day": math.ceil(sessions.sum() / 30), "seat": sessions.sum()})
places = pd.DataFrame({"place": ["on site", "off site"]})
places["outlay"] = costs[["on_site", "off_site"]].mul(times, axis=0).sum().tolist()
places["wages"] = [sessions.sum() * hours * staff["wage"].mean() for hours in (4, 5)]
places["total"] = places["outlay"] + places["wages"]
