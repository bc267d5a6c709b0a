# 3 points: two sets, and their means
cool = stays.query("degrees < 39")
told = cool.loc[cool["told"] == "yes", "stars"]
untold = cool.loc[cool["told"] == "no", "stars"]
more = told.mean() - untold.mean()
