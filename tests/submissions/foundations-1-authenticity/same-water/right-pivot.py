# 3 points: by a pivot table
table = stays.assign(cool=stays["degrees"] < 39).pivot_table(
    values="stars", index="cool", columns="told"
)
more = table.loc[True, "yes"] - table.loc[True, "no"]
