# 3.33 points: forgets who was aboard
once = claims.drop_duplicates("claim")
counts = once["reason"].value_counts()
by_reason = pd.DataFrame({"reason": counts.index, "refused": counts.to_numpy()})
