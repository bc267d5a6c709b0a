# 0 points: everybody begins at nothing
mixed_days = math.ceil(len(staff) * 6 / 30)
