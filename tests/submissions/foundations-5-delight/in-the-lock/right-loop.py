# 5 points: looks each passage up and counts the minutes by hand
def minutes_of(clock):
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


closed = dict(zip(lock["date"], lock["closed"], strict=True))
rows = []
for date, given in zip(notebook["date"], notebook["given"], strict=True):
    rows.append((date, minutes_of(given) - minutes_of(closed[date])))
in_lock = pd.DataFrame(rows, columns=["日期", "分钟"])
