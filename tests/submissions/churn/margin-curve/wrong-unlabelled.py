# 3.5 points: no label, no title
fig, ax = plt.subplots()
ax.plot(sizes, [196 * math.sqrt(0.24 / n) for n in sizes])
