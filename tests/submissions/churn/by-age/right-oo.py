# 5 points: Chinese, shares of one
fig, ax = plt.subplots()
for group in ages:
    ax.bar(group, customers.loc[customers["age_group"] == group, "left"].mean())
ax.set(title="各年龄组流失率（虚构数据）", ylabel="流失的比例")
