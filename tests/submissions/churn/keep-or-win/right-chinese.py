# 5 points: Chinese names, whole yuan
least = [0, 3, 6, 9]
parts = [customers.query("contacts >= @n") for n in least]
costs = [round(40 * len(part) / (0.2 * part["left"].sum())) for part in parts]
kept = pd.DataFrame({"至少": least, "人数": [len(part) for part in parts], "成本": costs})
