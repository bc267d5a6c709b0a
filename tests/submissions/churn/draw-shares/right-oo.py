# 5 points: Chinese, shares of one, bar by bar
fig, ax = plt.subplots()
for _, row in industries.sort_values("left_percent", ascending=False).iterrows():
    ax.bar(row["industry_zh"], row["left_percent"] / 100)
ax.set_title("遇到差劲服务后离开的比例")
ax.set_ylabel("离开的比例")
