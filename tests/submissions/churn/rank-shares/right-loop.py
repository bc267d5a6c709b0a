# 4 points: Chinese names, shares of one
rows = []
for name, left in zip(industries["industry"], industries["left_percent"]):
    rows.append({"行业": name, "流失率": left / 100, "留存率": 1 - left / 100})
ranked = pd.DataFrame(sorted(rows, key=lambda row: -row["流失率"]))
