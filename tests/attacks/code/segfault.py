# Reads at address 0.
# notices: code-crash
import ctypes

ctypes.string_at(0)
