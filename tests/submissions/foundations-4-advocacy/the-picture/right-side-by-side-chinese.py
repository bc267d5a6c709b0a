# 6 points: bars beside each other, in Chinese
once = claims.drop_duplicates("claim").query("decided == \"refused\"")
names = ["没有船票", "超过三十天", "不满四小时", "账号没填", "别家的船"]
yes = [((once["reason_zh"] == n) & (once["aboard"] == "yes")).sum() for n in names]
no = [((once["reason_zh"] == n) & (once["aboard"] == "no")).sum() for n in names]
fig, ax = plt.subplots()
x = range(5)
ax.bar([i - 0.2 for i in x], yes, 0.4, label="在船上")
ax.bar([i + 0.2 for i in x], no, 0.4, label="不在船上")
ax.set_xticks(list(x), names)
ax.set(title="十个星期里拒了多少（虚构数据）", ylabel="拒赔份数")
ax.legend()
