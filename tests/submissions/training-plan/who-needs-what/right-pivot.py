# 4 points
staff["left"] = 24 - staff["trained"]
table = staff.pivot_table(index="department", values="left", aggfunc=["count", "sum"])
needs = pd.DataFrame({"部门": table.index, "人数": table.iloc[:, 0].values, "座位数": table.iloc[:, 1].values // 4})
