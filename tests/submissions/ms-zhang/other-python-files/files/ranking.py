"""A student's own module."""

from pathlib import Path

import pandas as pd

industries = pd.read_csv(Path("data") / "industries.csv")
ranked = industries.sort_values("left_percent", ascending=False)
