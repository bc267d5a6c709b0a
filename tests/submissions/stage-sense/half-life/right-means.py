# 4 points
added = year.query("post == 'door'").groupby("since")["score"].mean() - 50
line = np.polynomial.Polynomial.fit(added.index, np.log2(added), 1).convert()
half_life = 1 / -line.coef[1]
