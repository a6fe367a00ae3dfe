"""Faults in kernel mode: what they print and who dies (arch/x86/mm/fault.c, kernel/dumpstack.c, kernel/traps.c).

A Python exception that leaves a module's code is such a fault: ``None.x`` is a NULL pointer dereference, ``1 // 0`` a
divide error, endless recursion a stack overflow, anything else a BUG with the Python traceback in the log.
"""

import traceback
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from kshell.kernel.errors import KernelBug, KernelError, Oops, TaskExit
from kshell.kernel.kallsyms import traced
from kshell.kernel.report import Report
from kshell.kernel.stacktrace import Place, innermost_place, place_of
from kshell.kernel.task import PF_EXITING, Task
from kshell.uapi.signals import Signal

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel
    from kshell.kernel.module.state import Module

UNWINDING = (TaskExit, Oops, KernelBug)
PF_WRITE = 0x02
PF_INSTR = 0x10
ADDRESS_MASK = (1 << 64) - 1
CANONICAL_BITS = 57
DATA_ADDRESS = 0xFFFFFFFFC0284028


class Fault(NamedTuple):
    """What went wrong: the lines that say so, the ``Oops:`` line's head, and the signal that the task dies of."""

    head: str
    code: int
    signal: int
    address: int | None = None


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
            self.exception(error)

    def check_text(self, function: Callable[..., Any]) -> None:
        """Fault if the function's module has been unloaded."""
        module = self.kernel.modules.owner_of(getattr(function, "__globals__", {}))
        if module is not None and module.freed:
            self.fetch_from_freed_text(module, None)

    def call_from_timer(self, function: Callable[..., Any], *args: Any) -> None:
        """Call into a module from a timer: a fault there is the end of the machine."""
        self.in_timer += 1
        try:
            self.call(function, *args)
        finally:
            self.in_timer -= 1

    def exception(self, error: BaseException) -> NoReturn:
        """A Python exception has left a module's code."""
        place, line = self._where(error.__traceback__)
        text = str(error)
        if isinstance(error, ZeroDivisionError):
            self._die(Fault("divide error: 0000", 0, Signal.SIGSEGV), place, line)
        if isinstance(error, RecursionError):
            self._stack_overflow(place, line)
        if "NoneType" in text and isinstance(error, AttributeError | TypeError):
            self._null_dereference(text, place, line)
        if isinstance(error, AttributeError) and type(error.obj) is int:
            self.page_fault(error.obj & ADDRESS_MASK, 0, "read access", place)
        if isinstance(error, KernelError):
            text = f"-{error.errno}"
        self.report.python_traceback(error)
        self.bug(place)

    def _where(self, trace: TracebackType | None) -> tuple[Place | None, str]:
        found: Place | None = None
        while trace is not None:
            found = place_of(self.kernel, trace.tb_frame, trace.tb_lineno) or found
            trace = trace.tb_next
        return found, self.report.source(found)

    def _null_dereference(self, text: str, place: Place | None, line: str) -> NoReturn:
        code, kind = 0, "read access"
        if "assignment" in text or ("attribute" in text and "=" in line.split(".", 1)[-1].replace("==", "")):
            code, kind = PF_WRITE, "write access"
        elif "callable" in text:
            code, kind = PF_INSTR, "instruction fetch"
        self.page_fault(0, code, kind, place)

    def page_fault(self, address: int, code: int, kind: str, place: Place | None, symbol: str = "") -> NoReturn:
        """A page fault on a kernel address: below 4096 a NULL pointer dereference. The task dies of SIGKILL."""
        emit = self.kernel.log.emit
        self.kernel.log.oops_in_progress()
        if address >> CANONICAL_BITS - 1 not in (0, (1 << 65 - CANONICAL_BITS) - 1):
            head = f"general protection fault, probably for non-canonical address 0x{address:x}: 0000"
            self._die(Fault(head, 0, Signal.SIGSEGV), place, symbol)
        null = address < 4096
        what = "kernel NULL pointer dereference, address" if null else "unable to handle page fault for address"
        emit(f"BUG: {what}: {address:016x}\n", 1)
        emit(f"#PF: supervisor {kind} in kernel mode\n", 1)
        emit(f"#PF: error_code(0x{code:04x}) - not-present page\n", 1)
        emit("PGD 0 P4D 0 \n" if null else "PGD 1e814067 P4D 1e815067 PUD 1e817067 PMD 130f067 PTE 0\n", 6)
        self._die(Fault(f"Oops: {code:04x}", code, Signal.SIGKILL, address), place, symbol)

    def fetch_from_freed_text(self, module: "Module", place: Place | None) -> NoReturn:
        """The task comes back to code that has been unloaded: nothing is there any more."""
        address = place.address if place is not None else module.address
        self.page_fault(address, PF_INSTR, "instruction fetch", None)

    def use_after_free(self, task: Task) -> NoReturn:
        """kthread_stop() on a thread that has ended and that nobody holds: the recordings e-mortal*."""
        if self.kernel.slab_reused(task):
            self.report.warn("kernel/kthread.c:75", "kthread_stop+0x143/0x170", "")
        else:
            symbol, text = "refcount_warn_saturate+0x97/0x110", "refcount_t: addition on 0; use-after-free."
            if self.once("lib/refcount.c:25"):
                self.report.warn("lib/refcount.c:25", symbol, text, first="kthread_stop+0x169/0x170")
        self.page_fault(0, PF_WRITE, "write access", None, "kthread_stop+0x43/0x170")

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
        """A task sleeps with preemption off, as between spin_lock() and spin_unlock() (__schedule_bug)."""
        count = (task.preempt_count + 1) & 0xFFFFFFFF
        self.kernel.log.emit(f"BUG: scheduling while atomic: {task.comm}/{task.pid}/0x{count:08x}\n", 3)
        self.report.modules()
        self.report.dump_stack("__schedule_bug.cold+0x42/0x4e")
        self.kernel.taint.add("W")
        task.preempt_count = 0

    @traced()
    def bug(self, place: Place | None = None) -> NoReturn:
        """BUG(): the task dies of SIGSEGV."""
        place = place or innermost_place(self.kernel, self.kernel.sched.current)
        self.kernel_bug(f"{place.module.path}:{place.line}" if place is not None else "kernel", "", place)

    def kernel_bug(self, where: str, symbol: str, place: Place | None = None) -> NoReturn:
        """BUG() at ``where`` (file:line), in a module's place or in one of the kernel's functions."""
        self.kernel.log.oops_in_progress()
        self.kernel.log.emit("------------[ cut here ]------------\n", 4)
        self.kernel.log.emit(f"kernel BUG at {where}!\n", 2)
        self._die(Fault("invalid opcode: 0000", 0, Signal.SIGSEGV), place, symbol)

    def _stack_overflow(self, place: Place | None, line: str) -> NoReturn:
        base = 0xFFFFC90000400000
        self.kernel.log.emit(
            f"BUG: TASK stack guard page was hit at {base - 8:016x} (stack is {base:016x}..{base + 0x4000:016x})\n", 0
        )
        self._die(Fault("stack guard page: 0000", 0, Signal.SIGSEGV), place, line)

    def _die(self, fault: Fault, place: Place | None, line: str) -> NoReturn:
        kernel = self.kernel
        task = kernel.sched.current
        self.oopses += 1
        kernel.log.oops_in_progress()
        kernel.taint.debug_locks_off()
        self.report.oops(fault.head, self.oopses, place, line, fault.address)
        kernel.taint.add("D")
        if self.in_timer:
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
        task.preempt_count = 0
        task.flags |= PF_EXITING
        task.exit_code = fault.signal
        raise Oops


def python_lines(error: BaseException) -> list[str]:
    """A Python traceback as lines, without kshell's own frames."""
    lines = traceback.format_exception_only(error)
    return [line for text in lines for line in text.rstrip("\n").split("\n")]
