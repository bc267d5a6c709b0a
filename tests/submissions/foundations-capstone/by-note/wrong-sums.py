# 0.9 points: sums in place of means
note = desk["typed"].gt(40).map({True: "long", False: "short"}).rename("note")
when = desk["month"].gt(6).map({True: "after", False: "before"})
by_note = desk.groupby([note, when])["contacts"].sum().unstack()
by_note = by_note.loc[["short", "long"], ["before", "after"]]
