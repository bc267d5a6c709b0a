# 2.5 points: each bar is as long as the day on which it ends
days = alone.set_index("department")["days"].reindex(departments)
fig, ax = plt.subplots()
ax.barh(days.index, days.cumsum(), left=days.cumsum() - days)
ax.set(title="One after another (made-up staff)", xlabel="Training days")
