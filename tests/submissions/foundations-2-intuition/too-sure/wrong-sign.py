# 0 points: the other way round
mine = hunches[(hunches["who"] == "stranger") & (hunches["sure"] == 90)]
too_sure = (mine["right"] == "yes").mean() * 100 - 90
