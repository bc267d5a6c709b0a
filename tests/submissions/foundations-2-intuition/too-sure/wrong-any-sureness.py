# 1.5 points: strangers, and every degree of sureness
strangers = hunches[hunches["who"] == "stranger"]
too_sure = 90 - (strangers["right"] == "yes").mean() * 100
