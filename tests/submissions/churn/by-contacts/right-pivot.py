# 5 points: with dots beside the line
table = customers.pivot_table(index="contacts", values="left") * 100
plt.plot(table.index, table["left"])
plt.scatter(table.index, table["left"])
plt.title("Invented customers")
plt.xlabel("contacts")
plt.ylabel("%")
fig = plt.gcf()
