# 0 points: regulars counted as well
mine = hunches[hunches["sure"] == 90]
too_sure = 90 - (mine["right"] == "yes").mean() * 100
