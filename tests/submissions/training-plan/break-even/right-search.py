# 3 points
on_site, off_site = places["total"]
lost = 0
while on_site / (1 - lost / 100) < off_site:
    lost = lost + 0.01
