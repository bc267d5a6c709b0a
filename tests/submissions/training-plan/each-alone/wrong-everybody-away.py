# 0.8 points: fifteen chairs, fifteen people, whoever is left to work
own = staff.assign(seats=6 - staff["trained"] // 4).groupby("department")["seats"].sum()
alone = pd.DataFrame({"away": 15, "days": own // 30 + 2}).clip(lower=1)
