# 3 points: a pivot table, whose index is the note
desk["note"] = ["long" if n > 40 else "short" for n in desk["typed"]]
desk["when"] = ["after" if m > 6 else "before" for m in desk["month"]]
by_note = desk.pivot_table(index="note", columns="when", values="contacts", aggfunc="mean")
by_note = by_note.loc[["short", "long"], ["before", "after"]]
