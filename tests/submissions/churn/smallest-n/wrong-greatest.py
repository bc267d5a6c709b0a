# 0 points: the last that fits, not the first
for n in range(1, 121):
    if [round(100 * round(share * n / 100) / n, 1) for share in shares] == shares:
        smallest = n
