# 5 points: with a dictionary and a loop
seen, rows = set(), {}
for _, claim in claims.iterrows():
    if claim["claim"] in seen or claim["decided"] != "refused":
        continue
    seen.add(claim["claim"])
    row = rows.setdefault(claim["reason"], [0, 0])
    row[0] += 1
    row[1] += claim["aboard"] == "yes"
by_reason = pd.DataFrame([(r, *n) for r, n in rows.items()], columns=["reason", "refused", "aboard"])
by_reason = by_reason.sort_values("refused", ascending=False)
