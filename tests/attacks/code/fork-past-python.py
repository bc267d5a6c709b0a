# Makes a process by the bare system calls.
# notices: code-forbidden
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
for number, *arguments in ((57,), (58,), (56, 17, 0, 0, 0, 0), (435, 0, 88)):
    print(libc.syscall(number, *arguments))
raise PermissionError(ctypes.get_errno(), "none was made")
