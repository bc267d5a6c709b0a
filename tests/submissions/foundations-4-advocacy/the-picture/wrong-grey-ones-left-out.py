# 4.05 points: leaves out what speaks against it
fig, ax = plt.subplots()
ax.bar(by_reason["reason"], by_reason["aboard"], label="aboard")
ax.set(title="They were aboard (made up)", ylabel="claims")
ax.legend()
