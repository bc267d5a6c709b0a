# 5 points: plain matplotlib, the Axes handed in
fig, ax = plt.subplots()
for shift, when in ((-0.2, "before"), (0.2, "after")):
    ax.bar([0 + shift, 1 + shift], by_note[when], width=0.4, label=when)
ax.set_xticks([0, 1], list(by_note["note"]))
ax.set(title="Made-up cases", xlabel="length of the remark", ylabel="contacts, mean")
ax.legend()
fig = ax
