# 6 points: plain matplotlib, Chinese labels, with the line of equality
fig, ax = plt.subplots()
for who, name in (("regular", "熟客"), ("stranger", "生客")):
    mine = hunches[hunches["who"] == who]
    shares = [100 * (mine[mine["sure"] == s]["right"] == "yes").mean() for s in (50, 70, 90)]
    ax.plot([50, 70, 90], shares, "o-", label=name)
ax.plot([50, 70, 90], [50, 70, 90], "--", label="有几分把握就对几分")
ax.set(title="把握与准头（虚构数据）", xlabel="把握（%）", ylabel="猜对的百分比", ylim=(0, 100))
ax.legend()
