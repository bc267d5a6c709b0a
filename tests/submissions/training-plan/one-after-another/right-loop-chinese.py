# 5 points
names = ["客服部", "售后部", "打包部", "产品部", "市场部", "财务部"]
fig, ax = plt.subplots()
day = 0
for name, department in zip(names, departments):
    length = int(alone.loc[alone["department"] == department, "days"].iloc[0])
    ax.barh(name, length, left=day)
    day += length
ax.invert_yaxis()
ax.set_xlabel("培训日（从第0天算起）")
ax.set_title("一个部门接一个部门（数据是虚构的）")
