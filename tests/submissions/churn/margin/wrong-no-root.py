# 0 points
margin = 196 * 0.6 * 0.4 / 400
