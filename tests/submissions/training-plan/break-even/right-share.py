# 3 points
totals = places.set_index("place")["total"]
lost = 1 - totals["on site"] / totals["off site"]
