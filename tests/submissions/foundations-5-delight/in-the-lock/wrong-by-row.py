# 1.94 points: sets the lists side by side by row, so that all but the first meet another day's gates
minutes = pd.to_timedelta(notebook["given"] + ":00") - pd.to_timedelta(lock["closed"] + ":00")
in_lock = pd.DataFrame({"date": notebook["date"], "minutes": minutes.dt.total_seconds() / 60}).head(
    8
)
