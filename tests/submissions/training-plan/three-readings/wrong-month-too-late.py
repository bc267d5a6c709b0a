# 2.93 points: a term is taken to end in the month after it
ends = readings.assign(days=readings.months * 4, end=readings.from_month + readings.months)
calendars = ends.groupby("reading", sort=False).agg(days=("days", "sum"), last_month=("end", "max"))
calendars["people"] = calendars.days * 5
