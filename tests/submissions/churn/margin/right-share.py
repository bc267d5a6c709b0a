# 3 points: a share of one, a numpy scalar
margin = 1.96 * np.sqrt(0.6 * (1 - 0.6) / 400)
