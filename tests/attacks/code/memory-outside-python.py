# Takes memory past Python's own allocator.
# notices: code-memory
import mmap

held = []
try:
    while True:
        held.append(mmap.mmap(-1, 100_000_000))
        held[-1].write(b"x" * 100_000_000)
except OSError as error:
    raise MemoryError(str(error)) from None
