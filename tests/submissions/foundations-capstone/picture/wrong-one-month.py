# 2 points: draws what came after, and forgets legend and labels
fig, ax = plt.subplots()
ax.bar(by_note["note"], by_note["after"])
ax.set_title("made up")
