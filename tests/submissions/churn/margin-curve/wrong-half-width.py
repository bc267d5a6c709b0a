# 2.5 points: 1.96 forgotten
fig, ax = plt.subplots()
ax.plot(sizes, [100 * math.sqrt(0.24 / n) for n in sizes])
ax.set(title="Margin", xlabel="people", ylabel="points")
