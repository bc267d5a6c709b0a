# 3 points: by a mean
mine = hunches[(hunches["who"] == "stranger") & (hunches["sure"] == 90)]
too_sure = 90 - (mine["right"] == "yes").mean() * 100
