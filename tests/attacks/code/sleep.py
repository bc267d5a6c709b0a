# Sleeps longer than a cell may take.
# notices: code-time
import time

time.sleep(1_000_000)
