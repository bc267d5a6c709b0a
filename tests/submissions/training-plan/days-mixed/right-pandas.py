# 3 points
import numpy as np

mixed_days = np.ceil(((24 - staff["trained"]) / 4).sum() / 30)
