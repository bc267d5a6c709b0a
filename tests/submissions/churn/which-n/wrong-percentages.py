# 2.4 points: shares where counts are asked for
names = ["n", "only_1", "from_2", "from_5", "over_10"]
fits = pd.DataFrame([[n, *shares] for n in (27, 54, 81, 108)], columns=names)
