# 3 points: by queries
one = calls.query("fullness >= 4 and pause == \"yes\"")["said_back"].eq("yes").mean()
other = calls.query("fullness >= 4 and pause == \"no\"")["said_back"].eq("yes").mean()
gain = 100 * (one - other)
