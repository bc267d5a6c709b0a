# 3 points
left, mixed_days = int((24 - staff["trained"]).sum() / 4), 0
while left > 0:
    left -= 2 * 15
    mixed_days += 1
