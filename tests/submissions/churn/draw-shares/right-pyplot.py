# 5 points
order = industries.sort_values("left_percent", ascending=False)
plt.bar(order["industry"], order["left_percent"])
plt.title("Five shares")
plt.ylabel("per cent")
fig = plt.gcf()
