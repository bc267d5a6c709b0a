# 6 points: plain matplotlib, labels in Chinese
late = list(tickets["told"] - tickets["promised"]) + list(later["told"] - later["promised"])
plt.plot(range(1, 37), late)
plt.axhline(sorted(late[:24])[12], color="grey")
plt.axvline(25, color="grey")
plt.title("通知比许的那天晚几天（虚构数据）")
plt.xlabel("单号")
plt.ylabel("晚了几天")
fig = plt.gcf()
