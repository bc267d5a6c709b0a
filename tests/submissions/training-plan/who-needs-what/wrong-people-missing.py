# 2.27 points: the heads are left out
needs = staff.assign(seats=6 - staff["trained"] // 4).groupby("department")["seats"].sum()
