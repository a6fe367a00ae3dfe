"""The limits that process 1 begins with, and all others take over (include/asm-generic/resource.h)."""

from kshell.uapi.resource import RLIM_INFINITY, Rlimit

NR_OPEN = 1 << 20  # fs.nr_open
USER_LIMIT = 3758
INIT_RLIMITS: tuple[Rlimit, ...] = (
    (RLIM_INFINITY, RLIM_INFINITY),  # CPU
    (RLIM_INFINITY, RLIM_INFINITY),  # FSIZE
    (RLIM_INFINITY, RLIM_INFINITY),  # DATA
    (8 << 20, RLIM_INFINITY),  # STACK
    (0, RLIM_INFINITY),  # CORE
    (RLIM_INFINITY, RLIM_INFINITY),  # RSS
    (USER_LIMIT, USER_LIMIT),  # NPROC
    (1024, 4096),  # NOFILE
    (8 << 20, 8 << 20),  # MEMLOCK
    (RLIM_INFINITY, RLIM_INFINITY),  # AS
    (RLIM_INFINITY, RLIM_INFINITY),  # LOCKS
    (USER_LIMIT, USER_LIMIT),  # SIGPENDING
    (819_200, 819_200),  # MSGQUEUE
    (0, 0),  # NICE
    (0, 0),  # RTPRIO
    (RLIM_INFINITY, RLIM_INFINITY),  # RTTIME
)
