# 4 points
rows = []
for name in ["refresher", "no pause", "long pause"]:
    own = readings[readings["reading"] == name]
    days = int(own["months"].sum()) * 4
    rows.append((name, days, days * 5, max(own["from_month"] + own["months"]) - 1))
calendars = pd.DataFrame(rows, columns=["读法", "天数", "人数", "结束月份"])
