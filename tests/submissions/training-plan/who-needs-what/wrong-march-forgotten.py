# 2.4 points: what has been trained already is asked for again
needs = staff.groupby("department").size().reset_index(name="people")
needs["seats"] = 6 * needs["people"]
