# 4 points
import numpy as np

own = staff.assign(seats=6 - staff["trained"] // 4).groupby("department")["seats"]
table = own.agg(["size", "sum", "max"]).join(release.set_index("department"))
table["away"] = np.minimum(15, table["size"] // table["one_in"])
table["days"] = np.maximum(np.ceil(np.ceil(table["sum"] / table["away"]) / 2), table["max"])
alone = table[["away", "days"]].astype(int)
