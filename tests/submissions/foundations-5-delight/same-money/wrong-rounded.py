# 2.25 points: rounds to whole yuan
pocket = round((44 * 1.80 + 28 * 0.45) / 12)
