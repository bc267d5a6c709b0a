# 6 points: from an indexed frame, and the Axes handed in
ax = season.set_index("week")[["found", "expected"]].plot(title="Made-up marks, week by week")
ax.axvline(x=9)
ax.set_xlabel("week of the season")
ax.set_ylabel("mark")
fig = ax
