# 2.7 points: the long ones first, as the alphabet has it
note = desk["typed"].gt(40).map({True: "long", False: "short"}).rename("note")
when = desk["month"].gt(6).map({True: "after", False: "before"})
by_note = desk.groupby([note, when])["contacts"].mean().unstack()[["before", "after"]]
