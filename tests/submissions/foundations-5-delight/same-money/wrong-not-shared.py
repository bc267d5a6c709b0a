# 0 points: the whole trip, for all twelve together
pocket = 44 * 1.80 + 28 * 0.45
