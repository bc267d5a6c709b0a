# Makes namespaces, mounts and devices to climb out.
# notices: code-forbidden
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
print(libc.unshare(0x10000000), libc.unshare(0x00020000), libc.setns(0, 0))
print(libc.mount(b"proc", b"/scratch/work", b"proc", 0, None), libc.chroot(b".."), libc.umount2(b"/", 2))
print(libc.syscall(321, 0, 0, 0), libc.syscall(425, 1, 0), libc.syscall(250, 0, 0), libc.syscall(298, 0, 0, 0, 0, 0))
try:
    os.setuid(0)
    print("BECAME ROOT", os.getuid())
except OSError as error:
    print(error)
os.mknod("disk", 0o60600, os.makedev(8, 0))
