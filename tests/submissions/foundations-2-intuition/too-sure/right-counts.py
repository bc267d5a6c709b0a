# 3 points: by counting
n = hits = 0
for _, row in hunches.iterrows():
    if row["who"] == "stranger" and row["sure"] == 90:
        n += 1
        hits += row["right"] == "yes"
too_sure = 90 - 100 * hits / n
