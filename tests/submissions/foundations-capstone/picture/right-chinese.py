# 5 points: by pandas, in Chinese
ax = by_note.set_index("note").plot.bar(rot=0, title="七月前后（虚构的投诉）")
ax.set_xlabel("备注的长短")
ax.set_ylabel("平均每件找来几次")
fig = ax.figure
