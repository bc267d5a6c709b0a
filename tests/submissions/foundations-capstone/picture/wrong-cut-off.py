# 4.5 points: the axis begins at one
ax = by_note.plot.bar(x="note", y=["before", "after"], title="Cases (made up)")
ax.set(xlabel="remark", ylabel="contacts", ylim=(1, 3))
fig = ax.figure
