# 5 points: a Series by date, from timedeltas
given = pd.to_timedelta(notebook.set_index("date")["given"] + ":00")
closed = pd.to_timedelta(lock.set_index("date")["closed"] + ":00")
in_lock = ((given - closed).dropna() / pd.Timedelta(minutes=1)).rename("minutes").reset_index()
