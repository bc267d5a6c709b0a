# 1.5 points: a half in place of the share
margin = 196 * math.sqrt(0.5 * 0.5 / 400)
