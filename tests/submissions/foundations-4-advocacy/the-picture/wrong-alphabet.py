# 4.8 points: in the order of the alphabet, without a word on where it comes from
once = claims.drop_duplicates("claim").query("decided == \"refused\"")
table = pd.crosstab(once["reason"], once["aboard"])[["yes", "no"]]
table.columns = ["aboard", "not aboard"]
ax = table.plot.bar(ylabel="claims")
fig = ax.figure
