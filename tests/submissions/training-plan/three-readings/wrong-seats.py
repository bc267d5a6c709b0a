# 2.93 points: seats are called people, as in the draft
ends = readings.assign(days=readings.months * 4, end=readings.from_month + readings.months - 1)
calendars = ends.groupby("reading", sort=False).agg(days=("days", "sum"), last_month=("end", "max"))
calendars["people"] = calendars.days * 30
