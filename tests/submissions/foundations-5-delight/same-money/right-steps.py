# 3 points: one thing after the other
sweets = 44 * 1.8
steward = 28 * 0.45
pocket = sweets / 12 + steward / 12
