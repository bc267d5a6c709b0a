# 1.5 points: counts until the gates open again, not from when they closed
both = notebook.merge(lock, on="date")
left = pd.to_timedelta(both["opened"] + ":00") - pd.to_timedelta(both["given"] + ":00")
in_lock = pd.DataFrame({"date": both["date"], "minutes": left.dt.seconds // 60})
