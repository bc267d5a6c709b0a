"""A seccomp filter: system calls that no honest cell needs are refused by the kernel.

Refused are other processes (making, ending, tracing, reading them), programs, the network, mounts
and namespaces, keys, and parts of the kernel known for their holes. A call with a number that was
not known when this was written does not exist. Written out here, for libseccomp is not
everywhere, and an older one would let calls pass that are newer than itself.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
from collections.abc import Mapping
from typing import Final

from .kernel import ARCH, PR_GET_SECCOMP, PR_SET_SECCOMP, prctl

# number on x86_64, on aarch64 (-1: not there), from the kernel's headers
_REFUSED: Final = {
    "acct": (163, 89),
    "add_key": (248, 217),
    "adjtimex": (159, 171),
    "bpf": (321, 280),
    "chroot": (161, 51),
    "clock_adjtime": (305, 266),
    "clock_settime": (227, 112),
    "delete_module": (176, 106),
    "execve": (59, 221),
    "execveat": (322, 281),
    "fanotify_init": (300, 262),
    "finit_module": (313, 273),
    "fork": (57, -1),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fsopen": (430, 430),
    "fspick": (433, 433),
    "init_module": (175, 105),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "io_uring_setup": (425, 425),
    "ioperm": (173, -1),
    "iopl": (172, -1),
    "ioprio_set": (251, 30),
    "kcmp": (312, 272),
    "kexec_file_load": (320, 294),
    "kexec_load": (246, 104),
    "keyctl": (250, 219),
    "kill": (62, 129),
    "lookup_dcookie": (212, 18),
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "migrate_pages": (256, 238),
    "mknod": (133, -1),
    "mknodat": (259, 33),
    "modify_ldt": (154, -1),
    "mount": (165, 40),
    "mount_setattr": (442, 442),
    "move_mount": (429, 429),
    "move_pages": (279, 239),
    "mq_open": (240, 180),
    "msgget": (68, 186),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    "open_tree": (428, 428),
    "perf_event_open": (298, 241),
    "personality": (135, 92),
    "pidfd_getfd": (438, 438),
    "pidfd_open": (434, 434),
    "pidfd_send_signal": (424, 424),
    "pivot_root": (155, 41),
    "process_madvise": (440, 440),
    "process_mrelease": (448, 448),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "ptrace": (101, 117),
    "quotactl": (179, 60),
    "quotactl_fd": (443, 443),
    "reboot": (169, 142),
    "request_key": (249, 218),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    "sched_setattr": (314, 274),
    "sched_setscheduler": (144, 119),
    "semget": (64, 190),
    "setdomainname": (171, 162),
    "sethostname": (170, 161),
    "setns": (308, 268),
    "setpriority": (141, 140),
    "settimeofday": (164, 170),
    "shmget": (29, 194),
    "socket": (41, 198),
    "swapoff": (168, 225),
    "swapon": (167, 224),
    "syslog": (103, 116),
    "tkill": (200, 130),
    "umount2": (166, 39),
    "unshare": (272, 97),
    "userfaultfd": (323, 282),
    "vfork": (58, -1),
    "vhangup": (153, 58),
}
# Without a root of its own, a process may not change the modes, owners and times of files:
# Landlock does not look at that.
_CHANGING_FILES: Final = {
    "chmod": (90, -1),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
    "chown": (92, -1),
    "fchown": (93, 55),
    "lchown": (94, -1),
    "fchownat": (260, 54),
    "utime": (132, -1),
    "utimes": (235, -1),
    "futimesat": (261, -1),
    "utimensat": (280, 88),
    "setxattr": (188, 5),
    "lsetxattr": (189, 6),
    "fsetxattr": (190, 7),
    "removexattr": (197, 14),
    "lremovexattr": (198, 15),
    "fremovexattr": (199, 16),
}
_CLONE: Final = (56, 220)
_CLONE3: Final = (435, 435)
_TGKILL: Final = (234, 131)
_PRLIMIT: Final = (302, 261)
_SOCKET_PAIR: Final = (53, 199)
_CLONE_THREAD: Final = 0x00010000
_LAST_KNOWN: Final = 462
_MACHINES: Final = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
_MODE_FILTER: Final = 2

_LOAD: Final = 0x20
_JUMP_IF_EQUAL: Final = 0x15
_JUMP_IF_GREATER: Final = 0x25
_JUMP_IF_SET: Final = 0x45
_RETURN: Final = 0x06
_NUMBER, _MACHINE, _FIRST = 0, 4, 16  # places in the kernel's struct seccomp_data
_ALLOW: Final = 0x7FFF0000
_KILL: Final = 0x80000000
_ERROR: Final = 0x00050000


def check() -> None:
    """Raises OSError where there is no table of system calls, or no filter in the kernel."""
    if ARCH not in _MACHINES:
        raise OSError(errno.ENOSYS, "no table of system calls for this processor", ARCH)
    prctl(PR_GET_SECCOMP)


def install(*, files_apart: bool) -> None:
    """Put the filter on this process, for good; needs `no_new_privs` to be set.

    `files_apart` tells that the process sees no files of the machine that it could change.
    """
    refused = _REFUSED if files_apart else _REFUSED | _CHANGING_FILES
    code = _filter(refused, os.getpid())
    buffer = ctypes.create_string_buffer(code, len(code))
    program = struct.pack("HxxxxxxP", len(code) // 8, ctypes.addressof(buffer))
    prctl(PR_SET_SECCOMP, _MODE_FILTER, program)


def _filter(refused: Mapping[str, tuple[int, int]], own: int) -> bytes:
    column, machine = _MACHINES[ARCH]
    no, unknown = _ERROR | errno.EPERM, _ERROR | errno.ENOSYS
    steps = [
        _step(_LOAD, _MACHINE),
        _step(_JUMP_IF_EQUAL, machine, 1, 0),
        _step(_RETURN, _KILL),
        _step(_LOAD, _NUMBER),
        # also the calls of the x32 interface, which have high numbers
        _step(_JUMP_IF_GREATER, _LAST_KNOWN, 0, 1),
        _step(_RETURN, unknown),
        _step(_JUMP_IF_EQUAL, _CLONE3[column], 0, 1),  # the C library then takes clone
        _step(_RETURN, unknown),
    ]
    for numbers in refused.values():
        if numbers[column] >= 0:
            steps += [_step(_JUMP_IF_EQUAL, numbers[column], 0, 1), _step(_RETURN, no)]
    # by their first argument: threads but no processes; this process, and unnamed pairs
    for numbers, test, value in (
        (_CLONE, _JUMP_IF_SET, _CLONE_THREAD),
        (_TGKILL, _JUMP_IF_EQUAL, own),
        (_PRLIMIT, _JUMP_IF_EQUAL, 0),
        (_SOCKET_PAIR, _JUMP_IF_EQUAL, 1),  # AF_UNIX: an event loop wakes itself through one
    ):
        steps += [
            _step(_JUMP_IF_EQUAL, numbers[column], 0, 4),
            _step(_LOAD, _FIRST),
            _step(test, value, 0, 1),
            _step(_RETURN, _ALLOW),
            _step(_RETURN, no),
        ]
    return b"".join([*steps, _step(_RETURN, _ALLOW)])


def _step(code: int, value: int, then: int = 0, otherwise: int = 0) -> bytes:
    return struct.pack("=HBBI", code, then, otherwise, value)
