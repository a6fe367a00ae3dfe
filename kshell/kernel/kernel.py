"""One simulated kernel: its parts, and the order in which they come up (init/main.c)."""

from collections.abc import Callable
from typing import Any, NamedTuple, NoReturn, Protocol

from kshell.kernel import panic as panic_
from kshell.kernel.compat import KERNELS
from kshell.kernel.current import this
from kshell.kernel.errors import KernelError, TaskExit
from kshell.kernel.exit import release_task
from kshell.kernel.fork import new_task, start
from kshell.kernel.fs.char_dev import CharDevices
from kshell.kernel.fs.files import Files
from kshell.kernel.fs.inode import Device, Inode
from kshell.kernel.fs.proc_entries import ProcEntry
from kshell.kernel.fs.vfs import Vfs
from kshell.kernel.hung_task import HungTaskDetector
from kshell.kernel.idle_threads import FIRST_PROGRAM_PID, IDLE_THREADS, KHUNGTASKD_PID, idle_flags
from kshell.kernel.kallsyms import traced
from kshell.kernel.kthread import THREAD_FLAGS, kthread_create
from kshell.kernel.module.image import FACE, Image
from kshell.kernel.module.list import Modules
from kshell.kernel.pid import Pids
from kshell.kernel.printk.printk import CONSOLE_LOGLEVEL_QUIET, Log
from kshell.kernel.rcu import Rcu
from kshell.kernel.report import Trap
from kshell.kernel.sched.core import Scheduler
from kshell.kernel.sched.loadavg import LoadAverage
from kshell.kernel.sched.state import EXIT_ZOMBIE, TASK_IDLE, TASK_INTERRUPTIBLE, TASK_NORMAL
from kshell.kernel.sched.switch import discard
from kshell.kernel.sched.wait import WaitQueue
from kshell.kernel.signal import Signals, kill_task, send_signal
from kshell.kernel.stacktrace import innermost_place
from kshell.kernel.syscalls.machine import SystemCalls
from kshell.kernel.sysctl import Sysctl
from kshell.kernel.sysctl_machine import add_entries
from kshell.kernel.taint import Taint
from kshell.kernel.task import PF_EXITING, PF_RANDOMIZE, PF_SUPERPRIV, Task
from kshell.kernel.time.clock import Clock, Timer
from kshell.kernel.traps import Traps
from kshell.kernel.tty.tty import Tty, TtyFile
from kshell.kernel.version import BTIME
from kshell.kernel.watchdog import SoftLockupDetector
from kshell.kernel.workqueues import Workqueues
from kshell.uapi.errno import Errno
from kshell.uapi.sched import MAX_RT_PRIORITY, SCHED_FIFO
from kshell.uapi.signals import SIGRTMAX, Signal
from kshell.uapi.syscalls import REBOOT_HALT, REBOOT_POWER_OFF, REBOOT_RESTART, SIG_IGN

BOOT_NSEC = 5_000_000_000
FIRST_TASK_NSEC = 520_000_000
DETECTOR_NSEC = 940_000_000
INIT_PAGES = 983
BOOT_SLEEPS = 2
BOOT_TIMES = (60_000_000, 1_190_000_000, 310_000_000, 90_000_000)


class BootParameters(NamedTuple):
    """The kernel command line, as far as the kernel looks at it."""

    kernel: str = "article"
    cpus: int = 2
    words: tuple[str, ...] = ()


class Outside(Protocol):
    """What the kernel must be given, for it knows neither programs nor modules' faces."""

    def run_program(self, program: str, argv: list[str], env: dict[str, str]) -> int:
        """Run a program to its end in the running task; its exit status."""

    def read_image(self, name: str, file: str, data: bytes) -> Image:
        """Make a module's image of a file; BadImage."""

    def face(self) -> Any:
        """The module whose names modules may import."""

    def symbols_missing(self, file: str, source: str, names: list[str]) -> None:
        """A module was refused, for it uses names that there are not: its author may be told where."""


class Kernel:
    """The parts of a kernel, each in a file of its own; this class only holds and connects them."""

    def __init__(self, boot: BootParameters, outside: Outside) -> None:
        this.kernel = self
        self.compat = KERNELS[boot.kernel]
        self.outside = outside
        self.down = ""
        self.boot_words = boot.words
        self.hostname = "kshell"
        self.domainname = "(none)"
        self.forks = 0
        self.starting = 0
        self.past_switches = 0
        self.clock = Clock(BOOT_NSEC)
        self.sched = Scheduler(self.clock, boot.cpus, self._attend)
        self.pids = Pids()
        self.vfs = Vfs(self.real_time())
        self.taint = Taint()
        self.sysctl = Sysctl()
        self.loadavg = LoadAverage(self.clock, self.pids)
        self.log = Log(self.sched)
        self.modules = Modules(WaitQueue(self.sched))
        self.traps = Traps(self)
        self.sched.schedule_bug = self.traps.schedule_while_atomic
        self.sched.hard_lockup = self.traps.hard_lockup
        self.calls = SystemCalls(self)
        self.workqueues = Workqueues(self)
        self.char_devices = CharDevices(self)
        self.proc_entries = ProcEntry(self, "/proc", None, None)
        self.nobody = WaitQueue(self.sched)
        self.ttys: dict[int, Tty] = {}
        self.starters: list[Callable[[], None]] = []
        self._alarms: dict[int, Timer] = {}
        self._inodes = 0
        add_entries(self)
        self.sysctl.on_change("kernel.pid_max", self._pid_max_written)
        self._boot_words(boot.words)
        self._first_tasks()

    def _boot_words(self, words: tuple[str, ...]) -> None:
        for word in words:
            name, _, value = word.partition("=")
            if name == "quiet":
                self.log.console_loglevel = CONSOLE_LOGLEVEL_QUIET
            elif name == "loglevel" and value.isdigit():
                self.log.console_loglevel = int(value)
            elif name == "oops":
                self.sysctl.set("kernel.panic_on_oops", int(value == "panic"))
            elif f"kernel.{name}" in self.sysctl and value.lstrip("-").isdigit():
                self.sysctl.set(f"kernel.{name}", int(value))

    def _pid_max_written(self) -> None:
        self.pids.limit = self.sysctl["kernel.pid_max"]

    def _first_tasks(self) -> None:
        swapper = Task(self.sched, 0, "swapper/0", None, Signals(SIG_IGN))
        self.sched.set_idle(swapper)
        self.init = new_task(self, "init", swapper)
        self.init.signal.init = True
        self.init.cmdline = ["/bin/bash", "/init"]
        self.init.exe = "/usr/bin/bash"
        self.init.mm_pages = INIT_PAGES
        self.init.utime, self.init.stime, self.init.children_utime, self.init.children_stime = BOOT_TIMES
        self.init.flags = PF_RANDOMIZE | PF_SUPERPRIV
        self.init.files = Files()
        self.kthreadd = new_task(self, "kthreadd", swapper, Signals(SIG_IGN))
        self.kthreadd.flags = THREAD_FLAGS
        self.kthreadd.state = TASK_INTERRUPTIBLE
        for thread in IDLE_THREADS:
            self.pids.skip_to(thread.pid)
            task = new_task(self, thread.name, self.kthreadd, Signals(SIG_IGN))
            task.comm = thread.comm
            task.flags = idle_flags(thread)
            task.state = TASK_IDLE if thread.letter == "I" else TASK_INTERRUPTIBLE
            task.nice = thread.nice
            task.nvcsw = BOOT_SLEEPS
            task.affinity = None if thread.cpu is None else 1 << thread.cpu
            task.cpu = thread.cpu or 0
            if thread.name.startswith("migration/"):
                task.policy, task.rt_priority = SCHED_FIFO, MAX_RT_PRIORITY
            if thread.name.startswith("kworker/"):
                self.workqueues.adopt(task)
        for task in self.pids:
            task.start_time = FIRST_TASK_NSEC
        self.detector = HungTaskDetector(self)
        self.soft_lockups = SoftLockupDetector(self)
        self.rcu = Rcu(self)
        start(self, self.init, lambda *_: self._init())

    @traced(
        "do_wait+0x114/0x320", "kernel_wait4+0xb4/0x160", "__do_sys_wait4+0xa2/0xb0", "do_syscall_64+0x5d/0xb0",
        "entry_SYSCALL_64_after_hwframe+0x6e/0xd8",
    )  # fmt: skip
    def _init(self) -> int:
        """Process 1: starts what the machine has to start, then reaps what nobody else waits for."""
        self.pids.skip_to(KHUNGTASKD_PID)
        self.detector.task = kthread_create(self, self.detector.run, None, "khungtaskd")
        self.detector.task.start_time = DETECTOR_NSEC
        self.sched.wake_up_process(self.detector.task)
        self.pids.skip_to(FIRST_PROGRAM_PID)
        while True:
            while self.starters:
                self.starters.pop(0)()
            for child in [child for child in self.init.children if child.exit_state == EXIT_ZOMBIE]:
                release_task(self, child)
            self.init.wait_children.prepare_to_wait(TASK_INTERRUPTIBLE)
            self.sched.schedule()
            self.init.wait_children.finish_wait()

    # -- running

    def run(self, until: int, stop: Callable[[], bool] | None = None) -> bool:
        """Let tasks run until ``until`` (ns since boot) or until ``stop()`` holds; whether it held."""
        before = getattr(this, "kernel", None)
        this.kernel = self
        try:
            return not self.down and self.sched.run(until, stop)
        except TaskExit:
            if not self.down:
                raise
            return False  # a timer has stopped the machine, on the host's own stack
        finally:
            if before is not None:
                this.kernel = before

    def start_from_init(self, starter: Callable[[], None]) -> None:
        """Let process 1 start something."""
        self.starters.append(starter)
        self.wake(self.init)

    def stop(self, why: str) -> NoReturn:
        """The machine goes down: nothing on it runs any more."""
        self.down = why
        self.sched.host.switch()
        raise TaskExit(0)

    def discard(self) -> None:
        """Unwind what is left of the tasks of a kernel that is down, so that their memory can go."""
        self.down = self.down or "halt"
        for task in self.pids.tasks():
            if task.stack is not None:
                discard(task.stack, TaskExit(0))

    def _attend(self, task: Task) -> None:
        """A task comes back to the CPU and may have to stop there."""
        if self.down or task.flags & PF_EXITING:
            raise TaskExit(task.exit_code)
        module = task.freed_text
        if module is not None and module.freed:
            self.traps.fetch_from_freed_text(module, innermost_place(self, task))

    def run_program(self, program: str, argv: list[str], env: dict[str, str]) -> int:
        """Run a program in the running task; its exit status."""
        return self.outside.run_program(program, argv, env)

    # -- going down

    def panic(self, text: str, trap: Trap | None = None) -> NoReturn:
        """Stop the machine because it cannot go on."""
        panic_.panic(self, text, trap)

    def reboot(self, command: int) -> None:
        """reboot(2): KernelError(EINVAL) for an unknown command."""
        emit = self.log.emit
        if command == REBOOT_RESTART:
            emit("ACPI: PM: Preparing to enter system sleep state S5\n", 6)
            emit("reboot: Restarting system\n", 0)
            emit("reboot: machine restart\n", 5)
            self.stop("restart")
        if command == REBOOT_POWER_OFF:
            emit("ACPI: PM: Preparing to enter system sleep state S5\n", 6)
            emit("reboot: Power down\n", 0)
            self.stop("poweroff")
        if command == REBOOT_HALT:
            emit("reboot: System halted\n", 0)
            self.stop("halt")
        raise KernelError(Errno.EINVAL)

    # -- signals and timers for system calls

    def kill(self, pid: int, sig: int) -> None:
        """kill(2) by the running task: KernelError ESRCH, EINVAL, EPERM."""
        sender = self.sched.current
        if pid > 0:
            one = self.pids.find(pid)
            targets = [one] if one is not None else []
        elif pid == -1:
            targets = [t for t in self.pids.tasks() if t.pid > 1 and t is not sender]
        else:
            group = -pid or sender.pgid
            targets = [t for t in self.pids.tasks() if t.pgid == group]
        if not targets:
            raise KernelError(Errno.ESRCH)
        if not 0 <= sig <= SIGRTMAX:
            raise KernelError(Errno.EINVAL)
        results = [kill_task(self, sender, task, sig) for task in targets]
        if all(results):
            raise KernelError(-results[0])

    def wake(self, task: Task) -> None:
        """Make a sleeping task runnable."""
        self.sched.try_to_wake_up(task, TASK_NORMAL)

    def alarm(self, task: Task, ns: int) -> None:
        """Send SIGALRM to a task after ns; 0 cancels."""
        old = self._alarms.pop(task.pid, None)
        if old is not None:
            old.expires = 0
        if ns:
            timer = Timer(lambda: send_signal(self.sched, task, Signal.SIGALRM) if task.alive else None)
            self._alarms[task.pid] = timer
            self.clock.start(timer, self.sched.local_clock() + ns)

    # -- files and modules

    def real_time(self) -> int:
        """ns since 1970: the machine's clock, which starts at the same moment at every boot."""
        return self.sched.local_clock() + BTIME * 1_000_000_000

    def number(self, inode: Inode) -> Inode:
        """Give an inode its number when it is first looked at."""
        if not inode.ino:
            self._inodes += 1
            inode.ino = self._inodes
        return inode

    def add_tty(self, tty: Tty) -> None:
        """A terminal is connected: /dev/ttyN."""
        self.ttys[tty.number] = tty
        self.vfs.make(f"/dev/{tty.name}", Device(lambda _, flags: TtyFile(tty, flags), 0o620, (4, tty.number)))

    def tty_inode(self, tty: Tty) -> Inode | None:
        """The inode of a terminal's device."""
        return self.vfs.root_lookup(f"/dev/{tty.name}")

    def read_image(self, name: str, file: str, data: bytes) -> Image:
        """Make a module's image of a file; BadImage."""
        return self.outside.read_image(name, file, data)

    def import_face(self, name: str, *_: object) -> Any:
        """``from kshell.linux import ...`` inside a module."""
        if name != FACE:
            raise ImportError(name)
        return self.outside.face()
