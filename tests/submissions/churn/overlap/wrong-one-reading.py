# 2.47 points: a column is missing
lower = pd.cut(applications["applications"], [0, 1, 5, 10, 99], labels=classes).value_counts()
counted = lower.reindex(classes).rename("lower").rename_axis("class").reset_index()
