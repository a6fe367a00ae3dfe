"""How the kernel fails: an errno for its callers, an unwinding for a task that ends, a bug of its own."""

from kshell.uapi.errno import Errno


class KernelError(Exception):
    """A system call or kernel function that failed with an errno (positive)."""

    def __init__(self, errno: int) -> None:
        super().__init__(errno)
        self.errno = errno


class Restart(KernelError):
    """-ERESTARTSYS: a signal cut a system call short; it starts again unless a handler ran."""

    def __init__(self) -> None:
        super().__init__(Errno.ERESTARTSYS)


class TaskExit(BaseException):
    """Unwinds a task that has called do_exit(). ``code`` is its wait status."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Oops(BaseException):
    """A fault in kernel mode that the machine survives; unwinds the task that hit it, which then dies."""


class KernelBug(Exception):
    """An invariant of kshell's own is broken: the run stops and the test fails."""


UNWINDING = (TaskExit, Oops, KernelBug)  # what passes through a module's code, and no ``except:`` of it may stop
