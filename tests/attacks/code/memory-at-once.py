# Asks for 64 GB at once.
# notices: code-memory
import numpy as np

ranked = np.ones(8_000_000_000)
