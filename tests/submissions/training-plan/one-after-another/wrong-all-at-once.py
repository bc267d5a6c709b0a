# 2.5 points: every bar begins at zero, as in a ranking
days = alone.set_index("department")["days"].reindex(departments)
fig = days.plot.barh(title="One after another (made-up staff)", xlabel="Training days")
