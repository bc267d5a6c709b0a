# 4 points: pivot and dot
people = weightings.pivot(index="weighting", columns="industry", values="asked")
averages = people.dot(industries.set_index("industry")["left_percent"]) / people.sum(axis=1)
averages = averages.sort_values().rename("average").reset_index()
