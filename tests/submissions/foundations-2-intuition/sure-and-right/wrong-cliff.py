# 4.2 points: nothing said of made up, and no names to the lines
shares = (
    hunches["right"].eq("yes").mul(100).groupby([hunches["sure"], hunches["who"]]).mean().unstack()
)
ax = shares.plot(title="How good is Mr Bo?")
ax.set(xlabel="how sure (%)", ylabel="right (%)", ylim=(35, 85))
ax.get_legend().remove()
fig = ax.figure
