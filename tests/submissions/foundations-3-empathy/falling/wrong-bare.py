# 4.65 points: as pandas draws it
fig = calls["said_back"].eq("yes").mul(100).groupby(calls["fullness"]).mean().plot.bar()
