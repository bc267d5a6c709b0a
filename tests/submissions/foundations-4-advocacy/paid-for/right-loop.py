# 3 points: a loop, rounded to one place
answers = {}
for row in claims.itertuples():
    if row.decided == "paid":
        answers[row.claim] = row.aboard
ashore = round(100 * list(answers.values()).count("no") / len(answers), 1)
