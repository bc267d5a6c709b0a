# 0.8 points: only the first term is counted, and its last month
first = readings[readings["term"] == "first"]
calendars = pd.DataFrame({"reading": first["reading"], "days": 16, "people": 80, "last_month": 4})
