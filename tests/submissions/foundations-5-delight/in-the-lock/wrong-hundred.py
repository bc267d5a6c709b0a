# 4.56 points: takes a time for a number of hundreds, which goes wrong where the hour turns
both = notebook.merge(lock, on="date")
number = lambda clock: clock.str.replace(":", "").astype(int)  # noqa: E731
in_lock = pd.DataFrame(
    {"date": both["date"], "minutes": number(both["given"]) - number(both["closed"])}
)
