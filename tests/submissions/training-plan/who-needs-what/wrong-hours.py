# 2.4 points: hours are called seats
needs = staff.assign(seats=24 - staff["trained"]).groupby("department")["seats"]
needs = pd.DataFrame({"people": needs.size(), "seats": needs.sum()})
