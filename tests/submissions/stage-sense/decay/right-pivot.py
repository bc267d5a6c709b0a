# 6 points
scores = year.pivot(index="week", columns="post", values="score")
ax = scores["door"].plot(title="Wearing off at the door (made up)", ylabel="Quality score", xlabel="Week")
ax.axhline(50)
weeks = scores.index[(year.query("post == 'door'")["since"] == 0)][1:]
for week in weeks:
    plt.plot([week, week], [40, 90])
fig = ax
