# 6 points: group and unstack, shares from 0 to 1
shares = hunches["right"].eq("yes").groupby([hunches["sure"], hunches["who"]]).mean().unstack()
ax = shares.plot(title="Sure and right: made-up hunches", ylim=(0, 1))
ax.set_xlabel("how sure he was (per cent)")
ax.set_ylabel("share that was right")
fig = ax.get_figure()
