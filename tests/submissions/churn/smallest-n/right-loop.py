# 4 points
n = 1
while not all(any(round(100 * k / n, 1) == share for k in range(n + 1)) for share in shares):
    n += 1
smallest = n
