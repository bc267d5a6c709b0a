# 0 points: how many were right, not how far off
mine = hunches[(hunches["who"] == "stranger") & (hunches["sure"] == 90)]
too_sure = (mine["right"] == "yes").mean() * 100
