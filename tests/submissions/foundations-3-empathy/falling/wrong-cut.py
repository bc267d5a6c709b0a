# 5.1 points: bars that do not begin at zero
ax = calls["said_back"].eq("yes").mul(100).groupby(calls["fullness"]).mean().plot.bar(title="Sixty calls (made up)")
ax.set(xlabel="fullness", ylabel="said back (%)", ylim=(15, 95))
fig = ax.figure
