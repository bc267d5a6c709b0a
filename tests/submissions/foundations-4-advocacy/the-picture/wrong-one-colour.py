# 2.94 points: refused alone, whoever was aboard
once = claims.drop_duplicates("claim").query("decided == \"refused\"")
ax = once["reason"].value_counts().plot.bar(title="Why we refuse (made-up data)", ylabel="claims refused")
fig = ax.figure
