# 3 points
margin = round(1.96 * math.sqrt(60 * 40 / 400), 1)
