"""The status word of wait(2), and the options of waitpid(2) (include/uapi/linux/wait.h)."""

WNOHANG = 1
WUNTRACED = 2
WCONTINUED = 8


def exited(code: int) -> int:
    """The status of a process that called exit(code)."""
    return (code & 0xFF) << 8


def stopped(sig: int) -> int:
    """The status of a process that a signal stopped."""
    return (sig << 8) | 0x7F


CONTINUED = 0xFFFF


def WIFEXITED(status: int) -> bool:
    return status & 0x7F == 0


def WEXITSTATUS(status: int) -> int:
    return (status >> 8) & 0xFF


def WIFSIGNALED(status: int) -> bool:
    return status & 0x7F not in (0, 0x7F)


def WTERMSIG(status: int) -> int:
    return status & 0x7F


def WIFSTOPPED(status: int) -> bool:
    return status & 0xFF == 0x7F and status != CONTINUED


def WSTOPSIG(status: int) -> int:
    return (status >> 8) & 0xFF


def WIFCONTINUED(status: int) -> bool:
    return status == CONTINUED
