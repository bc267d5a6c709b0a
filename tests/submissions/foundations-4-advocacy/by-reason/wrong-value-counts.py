# 3.33 points: the commonest reasons, and nobody aboard
by_reason = claims.drop_duplicates("claim")["reason"].value_counts().reset_index()
by_reason.columns = ["reason", "refused"]
