# 2.27 points: the days are left out
people = staff.groupby("department").size()
alone = (people // release.set_index("department")["one_in"]).rename("away").clip(upper=15)
