# 3 points: as a share of one
left = 0
for name, percent in zip(industries["industry"], industries["left_percent"]):
    left += percent / 100 * asked[name]
average = left / sum(asked.values())
