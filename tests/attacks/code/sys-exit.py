# Raises SystemExit.
# notices: none
import sys

sys.exit(0)
