# 0 points: no rounding allowed
smallest = next(n for n in range(1, 2000) if all(share * 10 * n % 1000 == 0 for share in shares))
