# 4 points
needs = staff.assign(seats=6 - staff["trained"] / 4).groupby("department")
needs = pd.DataFrame({"people": needs.size(), "seats": needs["seats"].sum()})
