# 4 points: by position, indexed, with Chinese names and rounded to two places
parts = {"before": season[:8], "first": season[8:12], "routine": season[12:]}
periods = pd.DataFrame({name: part[["expected", "found"]].mean() for name, part in parts.items()}).T
periods["gap"] = periods["found"] - periods["expected"]
periods = periods.round(2).set_axis(["期望", "实际", "差"], axis=1)
