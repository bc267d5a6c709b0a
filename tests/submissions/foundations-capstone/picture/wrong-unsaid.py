# 4 points: does not say that the cases are made up
ax = by_note.plot.bar(x="note", y=["before", "after"], title="Contacts before and after July")
ax.set(xlabel="remark", ylabel="contacts")
fig = ax.figure
