# 6 points: bars on top of each other, in plain matplotlib
ashore_too = by_reason["refused"] - by_reason["aboard"]
fig, ax = plt.subplots()
ax.bar(by_reason["reason"], by_reason["aboard"], label="aboard")
ax.bar(by_reason["reason"], ashore_too, bottom=by_reason["aboard"], label="not aboard")
ax.set(title="Ten weeks of refusals, made up", ylabel="claims refused")
ax.legend()
