# 1.5 points: forgets the minutes
pocket = 44 * 1.80 / 12
