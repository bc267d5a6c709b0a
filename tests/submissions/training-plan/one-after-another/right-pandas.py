# 5 points
plan = alone.set_index("department").loc[departments[::-1], "days"]
starts = plan.iloc[::-1].cumsum().iloc[::-1] - plan
fig = plan.plot.barh(left=starts, title="Made up: one after another", xlabel="Days of training")
