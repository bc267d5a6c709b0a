# 6 points: shares from 0 to 1
ax = calls["said_back"].eq("yes").groupby(calls["fullness"]).mean().plot.bar(title="Made-up calls")
ax.set_xlabel("fullness of the cup")
ax.set_ylabel("share said back")
fig = ax.figure
