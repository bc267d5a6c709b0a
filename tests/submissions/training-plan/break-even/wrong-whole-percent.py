# 1.5 points: rounded to a whole per cent
on_site, off_site = places["total"]
lost = math.floor(100 * (1 - on_site / off_site))
