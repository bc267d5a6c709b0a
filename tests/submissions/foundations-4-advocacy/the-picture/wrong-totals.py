# 2.4 points: one bar for each reason, so nobody sees who was aboard
fig, ax = plt.subplots()
ax.bar(by_reason["reason"], by_reason["refused"])
ax.set(title="Refusals (made up)", ylabel="claims")
