# 0 points: rounded too far
whole = [round(share) for share in shares]
n = 1
while [round(100 * round(share * n / 100) / n) for share in shares] != whole:
    n += 1
smallest = n
