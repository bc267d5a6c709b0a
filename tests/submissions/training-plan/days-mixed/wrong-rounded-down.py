# 1.5 points: the last people are left standing
mixed_days = int((24 - staff["trained"]).sum() // 4 // 30)
