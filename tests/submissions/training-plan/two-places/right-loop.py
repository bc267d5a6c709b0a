# 5 points
sessions = (24 - staff["trained"]) // 4
seats, days = sessions.sum(), math.ceil(sessions.sum() / 30)
rows = []
for place, column, hours in [("on site", "on_site", 4), ("off site", "off_site", 5)]:
    a_day, room, a_seat = costs[column]
    outlay = days * (a_day + room) + seats * a_seat
    wages = sum(sessions * hours * staff["wage"])
    rows.append([place, outlay, wages, outlay + wages])
places = pd.DataFrame(rows, columns=["place", "outlay", "wages", "total"])
