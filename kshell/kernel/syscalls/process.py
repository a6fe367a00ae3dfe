"""System calls about tasks: fork, exec, wait, groups, time (kernel/sys.c, fs/exec.c)."""

from collections.abc import Callable, Mapping, Sequence
from typing import NoReturn

from kshell.kernel.binfmt import find_program
from kshell.kernel.errors import KernelError, TaskExit
from kshell.kernel.exit import do_exit, do_wait
from kshell.kernel.fork import fork
from kshell.kernel.kallsyms import traced
from kshell.kernel.sched.state import POINT_NSEC, SLICE_NSEC, TASK_INTERRUPTIBLE, TASK_KILLABLE, TASK_NOLOAD
from kshell.kernel.signal import SIG_KTHREAD
from kshell.kernel.syscalls.entry import Calls, handle_signals, syscall
from kshell.kernel.task import PF_EXITING, PF_RANDOMIZE, PF_SUPERPRIV
from kshell.kernel.time.clock import Timer
from kshell.kernel.version import BTIME
from kshell.uapi.errno import Errno
from kshell.uapi.signals import Signal
from kshell.uapi.syscalls import CLOCK_REALTIME, SIG_DFL, Handler, Times
from kshell.uapi.wait import exited

EXEC_NSEC = 1_000_000
PROGRAM_PAGES = 1000


class ProcessCalls(Calls):
    """fork to times."""

    @syscall
    def fork(self, child: Callable[[], int]) -> int:
        return fork(self.kernel, child)

    def execve(self, path: str, argv: Sequence[str], env: Mapping[str, str]) -> NoReturn:
        program, words = self._exec(path, list(argv), dict(env))
        status = self.kernel.run_program(program, words, dict(env))
        do_exit(self.kernel, exited(status))

    @syscall
    def _exec(self, path: str, argv: list[str], env: dict[str, str]) -> tuple[str, list[str]]:
        kernel, task = self.kernel, self.kernel.sched.current
        inode, exe, argv = find_program(kernel, task, path, argv)
        task.utime += EXEC_NSEC
        kernel.sched.charge(EXEC_NSEC)
        task.stime -= EXEC_NSEC
        task.flags = PF_RANDOMIZE
        task.set_name(path.rpartition("/")[2])
        task.cmdline, task.env, task.exe = argv, env, exe
        task.mm_pages = PROGRAM_PAGES + 8 * len(inode.program)
        task.signal.handlers = {s: h for s, h in task.signal.handlers.items() if not callable(h)}
        if task.files is not None:
            task.files.close_on_exec()
        self._read_in(inode.start_ms * 1_000_000)
        return inode.program, argv

    def _read_in(self, ns: int) -> None:
        """Wait for the program's pages and libraries: others who start at the same time get as far meanwhile."""
        kernel, task = self.kernel, self.kernel.sched.current
        kernel.sched.account()
        kernel.starting += 1
        kernel.clock.start(task, kernel.clock.now + ns)
        task.state = TASK_KILLABLE | TASK_NOLOAD
        try:
            kernel.sched.schedule()
        finally:
            kernel.starting -= 1
            task.expires = 0

    @syscall
    def exit(self, status: int) -> NoReturn:
        do_exit(self.kernel, exited(status))

    @syscall
    def waitpid(self, pid: int, options: int = 0) -> tuple[int, int]:
        return do_wait(self.kernel, pid, options)

    def getpid(self) -> int:
        return self.kernel.sched.current.pid

    @syscall
    def getppid(self) -> int:
        parent = self.kernel.sched.current.parent
        return parent.pid if parent is not None else 0

    def getuid(self) -> int:
        return self.kernel.sched.current.uid

    def getgid(self) -> int:
        return self.kernel.sched.current.gid

    @syscall
    def setuid(self, uid: int) -> None:
        self._privileged(uid == self.kernel.sched.current.uid)
        self.kernel.sched.current.uid = uid

    @syscall
    def setgid(self, gid: int) -> None:
        self._privileged(gid == self.kernel.sched.current.gid)
        self.kernel.sched.current.gid = gid

    def _privileged(self, otherwise: bool = False) -> None:
        task = self.kernel.sched.current
        if otherwise:
            return
        if task.uid:
            raise KernelError(Errno.EPERM)
        task.flags |= PF_SUPERPRIV

    @syscall
    def getpgid(self, pid: int = 0) -> int:
        return self._task(pid).pgid

    @syscall
    def setpgid(self, pid: int, pgid: int) -> None:
        task = self._task(pid)
        if task is not self.kernel.sched.current and task.parent is not self.kernel.sched.current:
            raise KernelError(Errno.ESRCH)
        if task.pid == task.sid:
            raise KernelError(Errno.EPERM)
        task.pgid = pgid or task.pid

    @syscall
    def getsid(self, pid: int = 0) -> int:
        return self._task(pid).sid

    @syscall
    def setsid(self) -> int:
        task = self.kernel.sched.current
        if task.pgid == task.pid:
            raise KernelError(Errno.EPERM)
        task.sid = task.pgid = task.pid
        task.tty = None
        return task.pid

    @syscall
    def sched_yield(self) -> None:
        self.kernel.sched.sched_yield()

    def spend(self, ns: int) -> None:
        kernel = self.kernel
        sched, task = kernel.sched, kernel.sched.current
        if task.flags & PF_EXITING or kernel.down:
            raise TaskExit(task.exit_code)
        ns = ns * sched.cost // POINT_NSEC
        task.utime += ns
        task.stime -= ns  # account() will book it there
        sched.spent += ns
        if sched.spent >= SLICE_NSEC:
            sched.tick()
        handle_signals(kernel)

    @syscall
    def times(self) -> Times:
        self.kernel.sched.account()
        task = self.kernel.sched.current
        return Times(task.utime, task.stime, task.children_utime, task.children_stime)

    # -- time

    def nanosleep(self, ns: int) -> None:
        self._sleep_until(self.kernel.sched.local_clock() + max(ns, 0))

    @syscall
    @traced("do_nanosleep+0x5f/0x170", "hrtimer_nanosleep+0xa8/0x160")
    def _sleep_until(self, deadline: int) -> None:
        kernel, task = self.kernel, self.kernel.sched.current
        kernel.sched.account()
        timer = Timer(lambda: kernel.wake(task))
        if deadline > kernel.clock.now:
            kernel.clock.start(timer, deadline)
            never = kernel.nobody
            never.wait_or_restart(lambda: not timer.expires)
            timer.expires = 0

    @syscall
    def clock_gettime(self, clock: int) -> int:
        now = self.kernel.sched.local_clock()
        return now + BTIME * 1_000_000_000 if clock == CLOCK_REALTIME else now

    @syscall
    def alarm(self, ns: int) -> None:
        self.kernel.alarm(self.kernel.sched.current, ns)

    # -- signals

    @syscall
    def kill(self, pid: int, sig: int) -> None:
        self.kernel.kill(pid, sig)
        sched = self.kernel.sched
        if sched.cpus > 1 and any(task.is_kthread for task in sched.queue):  # a thread that was woken runs elsewhere
            sched.sched_yield()

    @syscall
    def sigaction(self, sig: int, handler: Handler) -> Handler:
        if not 1 <= sig <= 64 or (sig in (Signal.SIGKILL, Signal.SIGSTOP) and handler != SIG_DFL):
            raise KernelError(Errno.EINVAL)
        signal = self.kernel.sched.current.signal
        old = signal.handler(sig)
        signal.handlers[sig] = handler
        return SIG_DFL if old == SIG_KTHREAD else old

    @syscall
    @traced("__x64_sys_pause+0x3f/0x60")
    def pause(self) -> None:
        task = self.kernel.sched.current
        task.state = TASK_INTERRUPTIBLE
        self.kernel.nobody.wait_or_restart(lambda: False)
