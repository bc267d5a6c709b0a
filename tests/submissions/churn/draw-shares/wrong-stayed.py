# 3 points: the data
stayed = (100 - industries.set_index("industry")["left_percent"]).sort_values(ascending=False)
fig = stayed.plot.bar(title="Left", ylabel="%")
