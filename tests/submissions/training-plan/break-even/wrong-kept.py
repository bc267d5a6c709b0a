# 0 points: what is kept, not what is lost
on_site, off_site = places["total"]
lost = 100 * on_site / off_site
