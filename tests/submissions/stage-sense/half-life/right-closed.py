# 4 points
door = year[year["post"] == "door"]
t, z = door["since"].to_numpy(), np.log(door["score"].to_numpy() - 50)
slope = ((t - t.mean()) * (z - z.mean())).sum() / ((t - t.mean()) ** 2).sum()
half_life = -np.log(2) / slope
