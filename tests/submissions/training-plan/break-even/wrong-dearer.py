# 0 points: how much dearer off site is
on_site, off_site = places["total"]
lost = 100 * (off_site / on_site - 1)
