# 2.33 points: what no bill shows is not counted
sessions = 6 - staff["trained"] / 4
times = costs["per"].map({"day": math.ceil(sessions.sum() / 30), "seat": sessions.sum()})
outlay = costs[["on_site", "off_site"]].mul(times, axis=0).sum().tolist()
places = pd.DataFrame({"place": ["on site", "off site"], "outlay": outlay, "wages": 0})
places["total"] = places["outlay"]
