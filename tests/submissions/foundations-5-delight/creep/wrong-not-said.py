# 4.8 points: does not say that the marks are made up
fig = season.plot(
    x="week", y=["expected", "found"], xlabel="week", ylabel="mark", title="Expectation creeps up"
)
fig.axvline(9)
