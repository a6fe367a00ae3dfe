"""Faults in kernel mode: what they print and who dies (arch/x86/mm/fault.c, kernel/dumpstack.c, kernel/traps.c).

A Python exception that leaves a module's code is such a fault: ``None.x`` is a NULL pointer dereference, ``1 // 0`` a
divide error, endless recursion a stack overflow, anything else a BUG with the Python traceback in the log.
"""

from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from kshell.kernel.access import ADDRESS_MASK, PF_INSTR, PF_WRITE, access_of, innermost, pointer_of
from kshell.kernel.errors import UNWINDING, Oops
from kshell.kernel.interrupt import RUN_TIMERS
from kshell.kernel.kallsyms import traced
from kshell.kernel.module.layout import LINE_BYTES, lines_of
from kshell.kernel.module.pointing import span_of_code
from kshell.kernel.report import Report
from kshell.kernel.slab import is_reused
from kshell.kernel.stacktrace import Place, compiled, innermost_place, place_of
from kshell.kernel.task import PF_EXITING, Task
from kshell.uapi.signals import Signal

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel
    from kshell.kernel.module.state import Module

CANONICAL_BITS = 57
DATA_ADDRESS = 0xFFFFFFFFC0284028
STACK_FRAMES = 30
TIMER_OFFSET = 0x23C8
KTHREAD_EXIT = ("kthread_exit+0x25/0x30", "kthread+0xb9/0x100", "ret_from_fork+0x22/0x30")


class Fault(NamedTuple):
    """What went wrong: the head of the line that counts oopses, the signal that the task dies of, and where it was.

    ``rip`` is a place in a module, the name of one of the kernel's functions, or an address in words. ``address`` is
    the one that could not be accessed. ``inner`` are the lines of the trace that are no longer on the task's stack.
    ``in_interrupt``: no task is to blame alone, so the machine panics.
    """

    head: str
    signal: int
    rip: Place | str
    address: int | None = None
    inner: tuple[str, ...] = ()
    in_interrupt: bool = False


class Traps:
    """Turns faults into reports and dead tasks."""

    def __init__(self, kernel: "Kernel") -> None:
        self.kernel = kernel
        self.report = Report(kernel)
        self.oopses = 0
        self._once: set[str] = set()
        self._addresses: dict[int, tuple[Any, int]] = {}
        self.in_timer = 0

    def call(self, function: Callable[..., Any], *args: Any) -> Any:
        """Call into a module. An exception that comes out is a fault; so is a function whose module has gone."""
        self.check_text(function)
        try:
            return function(*args)
        except UNWINDING:
            raise
        except BaseException as error:
            self.exception(error, function)

    def check_text(self, function: Callable[..., Any]) -> None:
        """Fault if the function's module has been unloaded."""
        module = self.kernel.modules.owner_of(getattr(function, "__globals__", {}))
        if module is not None and module.freed:
            self.fetch_from_freed_text(module, None)

    def call_from_timer(self, function: Callable[..., Any], *args: Any) -> Any:
        """Call into a module from a timer: a fault there is the end of the machine."""
        self.check_timer(function)
        self.in_timer += 1
        try:
            return self.call(function, *args)
        finally:
            self.in_timer -= 1

    def check_timer(self, function: Callable[..., Any]) -> None:
        """Fault if a timer that is over for this function lies in the memory of a module that has gone."""
        module = self.kernel.modules.owner_of(getattr(function, "__globals__", {}))
        if module is not None and module.freed:
            self.in_timer += 1
            self.page_fault(module.address + TIMER_OFFSET, PF_WRITE, "write access", RUN_TIMERS)

    def exception(self, error: BaseException, function: Callable[..., Any]) -> NoReturn:
        """A Python exception has left a module's code, or has come instead of the call of this function of it."""
        places = self._places(error.__traceback__) or self._entry(function)
        rip: Place | str = places[0] if places else "0x0"
        inner = tuple(str(place) for place in compiled(places))[:STACK_FRAMES]
        if isinstance(error, ZeroDivisionError):
            self._die(Fault("divide error: 0000", Signal.SIGSEGV, rip, inner=inner))
        if isinstance(error, RecursionError):
            self._stack_overflow(rip, inner)
        trace = innermost(error.__traceback__)
        code, kind = access_of(trace)
        if "NoneType" in str(error) and isinstance(error, AttributeError | TypeError):
            self.page_fault(0, code, kind, "0x0" if code == PF_INSTR else rip, inner)
        if isinstance(error, AttributeError):
            address = pointer_of(error, trace, self.report.line(places[0]) if places else "")
            if address is not None:
                self.page_fault(address, code, kind, rip, inner)
        self.report.python_traceback(error, places)
        self._bug_in_module(places[0] if places else None, inner)

    def _entry(self, function: Callable[..., Any]) -> list[Place]:
        """Where a function of a module begins."""
        module = self.kernel.modules.owner_of(getattr(function, "__globals__", {}))
        if module is None or not hasattr(function, "__code__"):
            return []
        first, last = lines_of(function.__code__)
        return [Place(module, function.__name__, 0, (last - first + 1) * LINE_BYTES, first)]

    def _places(self, trace: TracebackType | None) -> list[Place]:
        """Where in modules an exception came through, innermost first."""
        found: list[Place] = []
        while trace is not None:
            place = place_of(self.kernel, trace.tb_frame, trace.tb_lineno)
            if place is not None and not place.function.startswith("<"):
                code, source = trace.tb_frame.f_code, place.module.source
                span = span_of_code(code, trace.tb_lasti, trace.tb_lineno, source)
                found.insert(0, place._replace(span=span))
            trace = trace.tb_next
        return found

    def page_fault(self, address: int, code: int, kind: str, rip: Place | str, inner: tuple[str, ...] = ()) -> NoReturn:
        """A page fault on a kernel address: below 4096 a NULL pointer dereference. The task dies of SIGKILL."""
        emit = self.kernel.log.emit
        self.kernel.log.oops_in_progress()
        if address >> CANONICAL_BITS - 1 not in (0, (1 << 65 - CANONICAL_BITS) - 1):
            head = f"general protection fault, probably for non-canonical address 0x{address:x}: 0000"
            self._die(Fault(head, Signal.SIGSEGV, rip, inner=inner))
        null = address < 4096
        what = "kernel NULL pointer dereference, address" if null else "unable to handle page fault for address"
        emit(f"BUG: {what}: {address:016x}\n", 1)
        emit(f"#PF: supervisor {kind} in kernel mode\n", 1)
        emit(f"#PF: error_code(0x{code:04x}) - not-present page\n", 1)
        emit("PGD 0 P4D 0 \n" if null else "PGD 1e814067 P4D 1e815067 PUD 1e817067 PMD 130f067 PTE 0\n", 6)
        self._die(Fault(f"Oops: {code:04x}", Signal.SIGKILL, rip, address, inner))

    def bad_pointer(self, address: int, symbol: str = "", *inner: str, write: bool = True) -> NoReturn:
        """A function of the kernel follows a pointer that is none; without a name, an inlined one."""
        place = None if symbol else innermost_place(self.kernel, self.kernel.sched.current)
        code, kind = (PF_WRITE, "write access") if write else (0, "read access")
        self.page_fault(address & ADDRESS_MASK, code, kind, place or symbol or "0x0", inner)

    def fetch_from_freed_text(self, module: "Module", place: Place | None) -> NoReturn:
        """The task comes back to code that has been unloaded: nothing is there any more."""
        address = place.address if place is not None else module.address
        self.page_fault(address, PF_INSTR, "instruction fetch", f"0x{address:016x}")

    def use_after_free(self, task: Task) -> NoReturn:
        """kthread_stop() on a thread that has ended and that nobody holds: the recordings e-mortal*."""
        if is_reused(task, self.kernel.forks):
            self.report.warn("kernel/kthread.c:75", "kthread_stop+0x143/0x170", "")
        else:
            symbol, text = "refcount_warn_saturate+0x97/0x110", "refcount_t: addition on 0; use-after-free."
            if self.once("lib/refcount.c:25"):
                self.report.warn("lib/refcount.c:25", symbol, text, first="kthread_stop+0x169/0x170")
        self.page_fault(0, PF_WRITE, "write access", "kthread_stop+0x43/0x170")

    def once(self, where: str) -> bool:
        """Whether a WARN_ONCE at this place is still to come."""
        first = where not in self._once
        self._once.add(where)
        return first

    def address_of(self, thing: Any) -> int:
        """A made-up address for something in a module's data: the same as long as the machine runs."""
        place = DATA_ADDRESS + 0x20 * len(self._addresses)
        return self._addresses.setdefault(id(thing), (thing, place))[1]

    def schedule_while_atomic(self, task: Task) -> None:
        """A task sleeps where it may not: with preemption off (__schedule_bug), or as a reader of RCU, told once."""
        if task.preempt_count:
            self._atomic(task)
        elif task.state and self.once("kernel/rcu/tree_plugin.h:320"):
            text = "Voluntary context switch within RCU read-side critical section!"
            symbol = "rcu_note_context_switch+0x4ee/0x650"
            self.report.warn("kernel/rcu/tree_plugin.h:320", symbol, text, first="__schedule+0xae/0xa00")

    def _atomic(self, task: Task, *inner: str) -> None:
        count = (task.preempt_count + 1) & 0xFFFFFFFF
        self.kernel.log.emit(f"BUG: scheduling while atomic: {task.comm}/{task.pid}/0x{count:08x}\n", 3)
        self.report.modules()
        self.report.dump_stack("__schedule_bug.cold+0x42/0x4e", *inner)
        self.kernel.taint.add("W")
        task.preempt_count = 0

    def dead_while_atomic(self, task: Task) -> None:
        """A thread has ended with preemption off (recording bd-lockleft)."""
        self._atomic(task, "__schedule+0x804/0xa00", "do_task_dead+0x3f/0x50", "do_exit+0x811/0xb10", *KTHREAD_EXIT)

    @traced()
    def bug(self) -> NoReturn:
        """BUG(): the task dies of SIGSEGV."""
        self._bug_in_module(innermost_place(self.kernel, self.kernel.sched.current), ())

    def _bug_in_module(self, place: Place | None, inner: tuple[str, ...]) -> NoReturn:
        where = f"{place.module.path}:{place.line}" if place is not None else "kernel"
        self.kernel_bug(where, place or "0x0", inner)

    def kernel_bug(self, where: str, rip: Place | str, inner: tuple[str, ...] = ()) -> NoReturn:
        """BUG() at ``where`` (file:line)."""
        self.kernel.log.oops_in_progress()
        self.kernel.log.emit("------------[ cut here ]------------\n", 4)
        self.kernel.log.emit(f"kernel BUG at {where}!\n", 2)
        self._die(Fault("invalid opcode: 0000", Signal.SIGSEGV, rip, inner=inner))

    def _stack_overflow(self, rip: Place | str, inner: tuple[str, ...]) -> NoReturn:
        base = 0xFFFFC90000400000
        self.kernel.log.emit(
            f"BUG: TASK stack guard page was hit at {base - 8:016x} (stack is {base:016x}..{base + 0x4000:016x})\n", 0
        )
        fatal = self.kernel.compat.stack_overflow_panics
        self._die(Fault("stack guard page: 0000", Signal.SIGSEGV, rip, inner=inner, in_interrupt=fatal))

    def _die(self, fault: Fault) -> NoReturn:
        kernel = self.kernel
        task = kernel.sched.current
        self.oopses += 1
        kernel.log.oops_in_progress()
        kernel.taint.debug_locks_off()
        self.report.oops(fault.head, self.oopses, fault.rip, fault.address, fault.inner)
        kernel.taint.add("D")
        if self.in_timer or fault.in_interrupt:
            kernel.panic("Fatal exception in interrupt")
        if kernel.sysctl["kernel.panic_on_oops"]:
            kernel.panic("Fatal exception")
        if fault.address is not None:
            kernel.log.emit(f"note: {task.comm}[{task.pid}] exited with irqs disabled\n", 6)
        if task.preempt_count:
            kernel.log.emit(f"note: {task.comm}[{task.pid}] exited with preempt_count {task.preempt_count}\n", 6)
        limit = kernel.sysctl["kernel.oops_limit"]
        if limit and self.oopses >= limit:
            kernel.panic(f"Oopsed too often (kernel.oops_limit is {limit})")
        _end(task, fault.signal)

    def hard_lockup(self) -> NoReturn:
        """The running task's module keeps the host busy while no time passes (kernel/watchdog_hld.c).

        Linux only reports it; here the task is ended, for nothing else can reach it.
        """
        kernel, task = self.kernel, self.kernel.sched.current
        kernel.log.emit(f"NMI watchdog: Watchdog detected hard LOCKUP on cpu {task.cpu}\n", 0)
        self.report.modules()
        self.report.interrupted(task)
        if self.in_timer or kernel.sysctl["kernel.hardlockup_panic"]:
            kernel.panic("Hard LOCKUP")
        _end(task, Signal.SIGKILL)


def _end(task: Task, signal: int) -> NoReturn:
    """The task dies of a signal, whatever it does now."""
    task.preempt_count = 0
    task.flags |= PF_EXITING
    task.exit_code = signal
    raise Oops
