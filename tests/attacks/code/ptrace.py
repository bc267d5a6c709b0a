# Traces and reads the grader's processes.
# notices: code-forbidden
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
for number in (os.getppid(), 1, 2):
    print(libc.ptrace(16, number, 0, 0))
    print(libc.process_vm_readv(number, None, 0, None, 0, 0))
    print(libc.syscall(438, number, 0, 0), libc.syscall(434, number, 0))
raise PermissionError(ctypes.get_errno(), "no process can be traced")
