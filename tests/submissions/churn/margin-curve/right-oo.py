# 5 points: Chinese, shares of one, a finer grid
fig, ax = plt.subplots()
places = np.unique([*np.linspace(25, 1600, 200), *sizes])
ax.plot(places, 1.96 * np.sqrt(0.24 / places))
ax.set(title="误差有多宽", xlabel="调查人数", ylabel="误差范围")
