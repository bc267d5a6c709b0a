# 1.8 points: regulars and strangers in one line
shares = 100 * hunches["right"].eq("yes").groupby(hunches["sure"]).mean()
fig, ax = plt.subplots()
ax.plot(shares.index, shares.values, label="all")
ax.set(title="All hunches (made up)", xlabel="how sure (%)", ylabel="right (%)", ylim=(0, 100))
ax.legend()
