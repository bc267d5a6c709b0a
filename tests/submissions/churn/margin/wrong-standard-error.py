# 0 points: 1.96 forgotten
margin = 100 * math.sqrt(0.6 * 0.4 / 400)
