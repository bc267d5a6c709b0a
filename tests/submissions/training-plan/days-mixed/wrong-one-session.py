# 0 points: a day is taken to have one session
mixed_days = math.ceil((24 - staff["trained"]).sum() / 4 / 15)
