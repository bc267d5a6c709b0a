# 4.65 points: as pandas draws it
shares = (
    hunches["right"].eq("yes").mul(100).groupby([hunches["sure"], hunches["who"]]).mean().unstack()
)
fig = shares.plot()
