# 6 points: plain matplotlib, in Chinese, the sign drawn from end to end
means = water.groupby("hour")["degrees"].mean()
hours = [6, 9, 12, 15, 18, 21]
fig, ax = plt.subplots()
ax.plot(hours, means.to_numpy(), label="水温")
ax.hlines(42, 6, 21, color="grey", label="牌子")
ax.set(title="池子的一天（虚构）", xlabel="钟点", ylabel="水温（度）")
ax.legend()
