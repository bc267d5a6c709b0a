# 4.2 points: neither labels nor a title
ranked_exits = gloves[gloves["week"] > 4]["exit"].value_counts()
plt.figure()
fig = plt.bar(ranked_exits.index, ranked_exits.values)
