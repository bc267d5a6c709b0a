# 4 points: in the order of the alphabet
early, late = gloves[gloves["week"] < 5], gloves[gloves["week"] > 4]
by_exit = early.groupby("exit").size().to_frame("before")
by_exit["since"] = late.groupby("exit").size()
by_exit["right"] = late[late["hand"] == "right"].groupby("exit").size()
