# 3 points: by hand, a sum and a count at a time
rows = []
for note in ("short", "long"):
    row = {"note": note}
    for when in ("before", "after"):
        total = count = 0
        for case in desk.itertuples():
            same_note = (case.typed <= 40) == (note == "short")
            if same_note and (case.month < 7) == (when == "before"):
                total += case.contacts
                count += 1
        row[when] = total / count
    rows.append(row)
by_note = pd.DataFrame(rows)
