# 6 points: plain matplotlib, in Chinese
fig, ax = plt.subplots()
ax.plot(season["week"], season["expected"], label="期望")
ax.plot(season["week"], season["found"], label="实际")
ax.axvline(9, color="grey")
ax.legend()
ax.set(title="期望往上爬（虚构评分）", xlabel="周", ylabel="平均评分")
