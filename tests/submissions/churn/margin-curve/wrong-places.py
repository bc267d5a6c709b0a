# 2.5 points: drawn over 0 to 6, where nothing was asked for
plt.plot([196 * math.sqrt(0.24 / n) for n in sizes])
plt.title("Margin")
plt.xlabel("people")
plt.ylabel("margin (points)")
fig = plt.gcf()
