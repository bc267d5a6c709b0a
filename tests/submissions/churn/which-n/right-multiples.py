# 4 points: noticed, and columns in Chinese
names = ["总人数", "只要1个", "2～5个", "5～10个", "10个以上"]
fits = pd.DataFrame([[27 * k, k, 22 * k, 2 * k, 2 * k] for k in range(1, 5)], columns=names)
