# 4 points: bars where a line is asked for
plt.bar(sizes, [196 * math.sqrt(0.24 / n) for n in sizes], width=10)
plt.title("Margin")
plt.xlabel("people")
plt.ylabel("margin (points)")
fig = plt.gcf()
