# 3 points: neither a label nor a word that the staff is made up
days = alone.set_index("department")["days"].reindex(departments)
plt.figure()
fig = plt.barh(days.index, days, left=days.cumsum() - days)
plt.title("The plan")
