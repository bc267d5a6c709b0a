# 5 points
curve = pd.Series({n: 196 * math.sqrt(0.24 / n) for n in sizes})
fig = curve.plot(title="Margin of error", xlabel="People asked", ylabel="Percentage points")
