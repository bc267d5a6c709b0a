"""What is given up: by the warm process once, by each fork of it before a student's code runs.

The warm process may be root, or anybody whom the kernel lets make a user namespace. It moves into
a root of its own that holds the interpreter's libraries and nothing else; a fork gets its scratch
folder, and no way back.
"""

from __future__ import annotations

import os
import resource
import signal
import stat
import sys
import sysconfig
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from . import kernel, landlock, seccomp

NOBODY: Final = 65534
SCRATCH: Final = "/scratch"
_SYSTEM: Final = ("/lib", "/lib64", "/lib32", "/usr/lib", "/usr/lib64", "/usr/local/lib")
_BESIDE: Final = (
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/usr/share/zoneinfo",
)
_DEVICES: Final = ("/dev/null", "/dev/zero", "/dev/urandom")
_MOST_OPEN: Final = 256
_MOST_TASKS: Final = 512
_MOST_NAMES: Final = 4096


@dataclass(kw_only=True)
class Walls:
    """The layers that hold here, by name, and what a fork needs to know to put them up.

    `scratch` is the folder in which a fork finds room: in the new root, or, where there is none,
    on the machine. `memory` is the address space in bytes that the warm process takes itself.
    """

    names: dict[str, bool] = field(default_factory=dict)
    off: frozenset[str] = frozenset()
    scratch: str = ""
    readable: tuple[str, ...] = ()
    landlock_version: int = 0
    as_nobody: bool = False
    memory: int = 0
    own_pids: int = -1

    def attempt(self, name: str, *steps: Callable[[], object]) -> bool:
        """Take steps that make a layer, and note whether all of them worked."""
        self.names[name] = name not in self.off and all(_works(step) for step in steps)
        return self.names[name]


def begin(without: Iterable[str]) -> Walls:
    """The first walls, before anything is imported: own user, own processes.

    Where processes get a namespace of their own this returns in a fork, its first process, and the
    process that called waits for that one and ends with it. `without` names layers to leave off.
    """
    walls = Walls(off=frozenset(without))
    if sys.platform != "linux":
        return walls
    privileged = _is_privileged()
    walls.as_nobody = privileged and "user" not in walls.off
    if privileged:
        walls.attempt("user")
    else:  # tried out first: a process cannot come back from a user namespace that is no use
        walls.attempt("user", lambda: _try_in_fork(_own_user), _own_user)
    if walls.attempt("pid", lambda: kernel.unshare(kernel.CLONE_NEWPID)):
        _continue_inside()
        walls.own_pids = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)
    return walls


def wall_in(walls: Walls, scratch: str) -> None:
    """The walls around the warm process, which a fork inherits; `scratch` is an empty folder."""
    walls.scratch = scratch
    if sys.platform != "linux":
        return
    walls.readable = library_paths()
    walls.memory = kernel.memory_in_use()
    walls.attempt("net", lambda: kernel.unshare(kernel.CLONE_NEWNET))
    walls.attempt("ipc", lambda: kernel.unshare(kernel.CLONE_NEWIPC | kernel.CLONE_NEWUTS))
    if walls.attempt("mount", lambda: _own_files(scratch, walls.readable)):
        walls.scratch = SCRATCH
    # a library that only its owner may read would be out of nobody's reach
    walls.as_nobody &= walls.names["mount"] and all(map(_is_open, walls.readable))
    if walls.attempt("landlock", landlock.version):
        walls.landlock_version = landlock.version()
    walls.attempt("seccomp", seccomp.check)
    walls.attempt("rlimits")


def begin_fork(walls: Walls) -> None:
    """In the warm process: let the next fork be the first in a process namespace of its own."""
    if walls.names.get("pid"):
        kernel.unshare(kernel.CLONE_NEWPID)


def end_fork(walls: Walls) -> None:
    """In the warm process, after the fork: come back to the own process namespace."""
    if walls.names.get("pid"):
        kernel.call("setns", walls.own_pids, kernel.CLONE_NEWPID)


def give_up(walls: Walls, limits: Mapping[str, int], room: str) -> str:
    """In the fork: put up every wall there is. Returns the scratch folder, empty, to work in.

    `limits` are those of `grading.sandbox.Limits`, `room` is the folder to use where there is no
    root of its own. Raises OSError if a layer that was announced cannot be put up.
    """
    on = walls.names
    if sys.platform == "linux" and on:
        _privileged_steps(walls, limits["files"])
        kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
        kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
    scratch = walls.scratch if on.get("mount") else room
    for name in ("work", "tmp"):
        Path(scratch, name).mkdir(mode=0o700)
    if on.get("landlock"):
        readable = (*walls.readable, *_DEVICES)
        landlock.restrict(readable, (scratch, _DEVICES[0]), walls.landlock_version)
    if on.get("rlimits"):
        _bound(walls, limits)
    if on.get("seccomp"):
        seccomp.install(files_apart=on["mount"])
    return scratch


def _privileged_steps(walls: Walls, size: int) -> None:
    if walls.names["ipc"]:
        kernel.unshare(kernel.CLONE_NEWIPC)
    if walls.names["mount"]:
        kernel.unshare(kernel.CLONE_NEWNS)
        owner = f",uid={NOBODY},gid={NOBODY}" if walls.as_nobody else ""
        flags = kernel.MS_NOSUID | kernel.MS_NODEV | kernel.MS_NOEXEC
        data = f"size={size},nr_inodes={_MOST_NAMES},mode=700{owner}"
        kernel.mount("tmpfs", SCRATCH, "tmpfs", flags, data)
    kernel.drop_bounding_set()
    if walls.as_nobody:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
    kernel.drop_capabilities()


def _bound(walls: Walls, limits: Mapping[str, int]) -> None:
    most = {
        resource.RLIMIT_AS: walls.memory + limits["memory"],
        resource.RLIMIT_FSIZE: limits["files"],
        resource.RLIMIT_CPU: limits["seconds"] + 5,  # the clock on the wall is watched outside
        resource.RLIMIT_NOFILE: _MOST_OPEN,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_MSGQUEUE: 0,
        resource.RLIMIT_MEMLOCK: 0,
    }
    if walls.as_nobody:
        most[resource.RLIMIT_NPROC] = _MOST_TASKS
    for name, value in most.items():
        hard = resource.getrlimit(name)[1]
        least = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(name, (least, least))


def library_paths() -> tuple[str, ...]:
    """What Python must be able to read: its own libraries, those it is built on, `workbooks`.

    Not whatever else stands in `sys.path`: a course could be there.
    """
    import site

    names = ("stdlib", "platstdlib", "purelib", "platlib")
    found = [sysconfig.get_path(name) for name in names]
    found += [each for each in site.getsitepackages() if Path(each).name.endswith("-packages")]
    found.append(str(Path(sys.base_prefix) / "lib" / f"python{sys.version_info.major}"))
    workbooks = sys.modules.get("workbooks")
    if workbooks is not None and workbooks.__file__:
        found.append(str(Path(workbooks.__file__).parent))
    existing = [str(Path(each)) for each in (*_SYSTEM, *_BESIDE, *found) if Path(each).exists()]
    outer = [
        each
        for each in dict.fromkeys(existing)
        if not any(each != other and Path(each).is_relative_to(other) for other in existing)
    ]
    return tuple(outer)


def _works(step: Callable[[], object]) -> bool:
    try:
        step()
    except OSError:
        return False
    return True


def _is_privileged() -> bool:
    """Whether this process may make namespaces, and become nobody afterwards."""
    if os.geteuid() != 0 or not _works(lambda: kernel.unshare(kernel.CLONE_NEWUTS)):
        return False
    lines = [line.split() for line in Path("/proc/self/uid_map").read_text("ascii").splitlines()]
    return any(int(first) <= NOBODY < int(first) + int(count) for first, _, count in lines)


def _try_in_fork(step: Callable[[], object]) -> None:
    child = os.fork()
    if child == 0:
        os._exit(0 if _works(step) else 1)
    if os.waitpid(child, 0)[1] != 0:
        raise OSError


def _own_user() -> None:
    user, group = os.getuid(), os.getgid()
    kernel.unshare(kernel.CLONE_NEWUSER)
    Path("/proc/self/setgroups").write_text("deny", "ascii")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1", "ascii")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1", "ascii")


def _continue_inside() -> None:
    inner = os.fork()
    if inner == 0:
        kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
        return
    os.closerange(0, _MOST_OPEN)
    _, status = os.waitpid(inner, 0)
    os._exit(os.waitstatus_to_exitcode(status) & 0xFF)


def _own_files(root: str, readable: Iterable[str]) -> None:
    kernel.unshare(kernel.CLONE_NEWNS)
    kernel.mount("none", "/", "none", kernel.MS_REC | kernel.MS_PRIVATE)
    kernel.mount("tmpfs", root, "tmpfs", kernel.MS_NOSUID, "size=1m,mode=755")
    for path in readable:
        _bind(root, path)
    for path in _DEVICES:
        _bind(root, path, devices=True)
    Path(root + SCRATCH).mkdir()
    kernel.enter_root(root)
    kernel.make_read_only("/", devices=True)  # the others are without devices already


def _bind(root: str, path: str, *, devices: bool = False) -> None:
    source, target = Path(path).resolve(), Path(root + path)
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        target.mkdir(exist_ok=True)
    else:
        target.touch()
    kernel.mount(str(source), str(target), "none", kernel.MS_BIND | kernel.MS_REC)
    kernel.make_read_only(str(target), devices=devices)


def _is_open(path: str) -> bool:
    info = Path(path).stat()
    needed = 0o005 if stat.S_ISDIR(info.st_mode) else 0o004
    return info.st_mode & needed == needed
