# 6 points: plain matplotlib, in Chinese
levels = ["1", "2", "3", "4", "5"]
shares = [100 * (calls[calls["fullness"] == n]["said_back"] == "yes").mean() for n in range(1, 6)]
fig, ax = plt.subplots()
ax.bar(levels, shares)
ax.set(title="六十个电话（虚构）", xlabel="杯子有多满", ylabel="说回去的百分比")
