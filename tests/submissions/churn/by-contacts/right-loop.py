# 5 points: Chinese, shares of one
fig, ax = plt.subplots()
found = [customers.loc[customers["contacts"] == n, "left"].mean() for n in range(10)]
ax.plot(range(10), found, "o-")
ax.set(title="联系次数与流失（虚构）", xlabel="一年联系次数", ylabel="流失的比例")
