"""The long reports of the kernel: WARN, oops, panic, hung task (lib/dump_stack.c, arch/x86/kernel/dumpstack.c).

Register values have no meaning here; they are made up from the task's number so that they differ as real ones do. The
``Code:`` line, bytes of machine code on Linux, shows the Python source line instead: a difference that teaches.
"""

import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from kshell.kernel.idle_threads import idle_lines
from kshell.kernel.interrupt import CALLED_FROM_TIMER, PANIC_ON_WARN, RUN_TIMERS, timer_trace
from kshell.kernel.kallsyms import traced
from kshell.kernel.module.layout import symbol_at
from kshell.kernel.module.pointing import Span, line_at
from kshell.kernel.stacktrace import Place, call_trace, innermost_place, syscall_number
from kshell.kernel.task import Task
from kshell.kernel.thread_info import thread_flags
from kshell.kernel.version import HARDWARE, RELEASE, VERSION

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel

CUT_HERE = "------------[ cut here ]------------\n"
ADDRESS_MASK = (1 << 64) - 1
END_TRACE = "---[ end trace 0000000000000000 ]---\n"


class Trap(NamedTuple):
    """How a task came from an instruction that trapped to where it is now: the functions in between, innermost first,
    the place of the instruction, and its callers."""

    inner: tuple[str, ...]
    rip: str
    callers: tuple[str, ...]


class Registers(NamedTuple):
    """What a report shows of a faulting task: where it is (an address in a module, or a text), its code, CR2."""

    task: Task
    rip: int | str
    code: str
    cr2: int


class Report:
    """Writes reports to the log."""

    def __init__(self, kernel: "Kernel") -> None:
        self.kernel = kernel
        self.warnings = 0
        self._first_oops: Registers | None = None

    def emit(self, *lines: str, level: int = 4) -> None:
        for line in lines:
            self.kernel.log.emit(line + "\n", level)

    def source(self, place: Place | None) -> str:
        """The source line at a place, with its file and number; empty when there is none.

        The part that faulted stands in angle brackets, as Linux marks the byte.
        """
        if place is None:
            return ""
        line, span = self.line(place), place.span
        if span is not None and 0 < span.end - span.begin < len(line.strip()):
            line = f"{line[: span.begin]}<{line[span.begin : span.end]}>{line[span.end :]}"
        return f"{place.module.file}:{place.line}: {line.strip()}"

    def line(self, place: Place) -> str:
        """The source line at a place, as it stands in the file."""
        return line_at(place.module.source, place.line)

    def header(self, task: Task | None = None, level: int = 4) -> None:
        """``CPU: 0 PID: 102 Comm: ...`` and the hardware; of the running task unless another is given."""
        task = task or self.kernel.sched.current
        taint = self.kernel.taint.text()
        self.emit(f"CPU: {task.cpu} PID: {task.pid} Comm: {task.comm} {taint} {RELEASE} {VERSION}", level=level)
        self.emit(f"Hardware name: {HARDWARE}", level=level)
        at = self.kernel.workqueues.description(task)
        if at:
            self.emit(f"Workqueue: {at}", level=level)

    def modules(self) -> None:
        """``Modules linked in:``, newest first, and what was unloaded last."""
        names = " ".join(m.name + self.kernel.taint.of_module(m) for m in self.kernel.modules.listed())
        last = self.kernel.modules.last_unloaded
        tail = f" [last unloaded: {last}]" if last else ""
        self.emit(f"Modules linked in: {names}".rstrip() + tail if names or tail else "Modules linked in:")

    def place(self, task: Task, rip: str) -> None:
        """The registers of a place in the middle of a trace, as they were when a trap or an interrupt came."""
        self.registers(Registers(task, rip, self.source(innermost_place(self.kernel, task)), 0), short=True)

    def trapped(self, trap: Trap) -> None:
        """A trace that goes through a trap."""
        task = self.kernel.sched.current
        self.emit("Call Trace:", " <TASK>", *(f" {line}" for line in trap.inner))
        self.place(task, trap.rip)
        self.emit(*(f" {line}" for line in trap.callers))
        if trap.callers and trap.callers[-1].startswith("entry_SYSCALL_64"):
            self.user_registers(task, 4)
        self.emit(" </TASK>")

    def trace(self, lines: list[str], task: Task | None = None, level: int = 4) -> None:
        """A call trace between its marks; that of a program ends with the registers of its system call."""
        self.emit("Call Trace:", " <TASK>", level=level)
        for line in lines:
            self.emit(f" {line}", level=level)
        if lines and lines[-1].startswith("entry_SYSCALL_64"):
            self.user_registers(task or self.kernel.sched.current, level)
        self.emit(" </TASK>", level=level)

    def registers(self, registers: Registers, *, short: bool = False) -> None:
        """RIP, Code and the registers of a task; addresses are named after what is there now.

        ``short``: without segments and control registers, as in the middle of a trace.
        """
        task, rip, code, cr2 = registers
        if isinstance(rip, int):
            rip = symbol_at(self.kernel.modules.listed(), rip)

        def value(name: str, high: str = "ff16ab8f") -> str:
            return _value(task, name, high)

        self.emit(f"RIP: 0010:{rip}", f"Code: {code}" if code else "Code: Bad RIP value.")
        self.emit(f"RSP: 0018:{value('RSP', 'ff4b8ce9')} EFLAGS: 00000246")
        zero = "0" * 16
        for row in (("RAX", "RBX", "RCX"), ("RDX", "RSI", "RDI"), ("RBP", "R08", "R09"), ("R10", "R11", "R12")):
            self.emit(" ".join(f"{name}: {value(name) if name in ('RBX', 'RDI', 'R12') else zero}" for name in row))
        self.emit(f"R13: {value('R13')} R14: {zero} R15: {zero}")
        if short:
            return
        self.emit(f"FS:  {zero}(0000) GS:{value('GS')}(0000) knlGS:{zero}")
        self.emit("CS:  0010 DS: 0000 ES: 0000 CR0: 0000000080050033")
        self.emit(f"CR2: {cr2:016x} CR3: {value('CR3', '00000000')} CR4: 0000000000751ef0", "PKRU: 55555554")

    def user_registers(self, task: Task, level: int) -> None:
        """Where in its program a task made the system call; there is no code to be shown, only where it would begin."""
        rip, stack = _value(task, "UIP", "00007f0a"), _value(task, "USP", "00007ffe")
        number = syscall_number(call_trace(self.kernel, task))
        current = task is self.kernel.sched.current
        prologue = int(rip, 16) - 42
        zero = "0" * 16
        self.emit(
            f"RIP: 0033:0x{rip[4:]}",
            *([f"Code: Unable to access opcode bytes at 0x{prologue:x}."] if current else []),
            f"RSP: 002b:{stack} EFLAGS: 00000246 ORIG_RAX: {number & ADDRESS_MASK:016x}",
            f"RAX: ffffffffffffffda RBX: {_value(task, 'UBX', '0000564b')} RCX: {rip}",
            f"RDX: {zero} RSI: {zero} RDI: {zero}",
            f"RBP: {zero} R08: {zero} R09: {zero}",
            f"R10: {zero} R11: {0x246:016x} R12: {zero}",
            f"R13: {zero} R14: {zero} R15: {zero}",
            level=level,
        )

    def warn(self, where: str, symbol: str, text: str, first: str = "") -> None:
        """A WARN: ``where`` is file:line, ``symbol`` the function; nobody dies, the kernel is tainted."""
        kernel = self.kernel
        task = kernel.sched.current
        self.warnings += 1
        self.emit(CUT_HERE[:-1])
        if text:
            self.emit(text)
        self.emit(f"WARNING: CPU: {task.cpu} PID: {task.pid} at {where} {symbol}")
        self.modules()
        self.header()
        self.registers(Registers(task, symbol, self.source(innermost_place(kernel, task)), 0))
        lines = call_trace(kernel, task)
        below = _below(lines, (first or symbol).split("+")[0] + "+")
        if first:
            below.insert(0, first)
        self.trace(below)
        if kernel.sysctl["kernel.panic_on_warn"]:
            kernel.panic("kernel: panic_on_warn set ...", Trap(PANIC_ON_WARN, symbol, tuple(below)))
        self.emit(END_TRACE[:-1])
        kernel.taint.add("W")
        limit = kernel.sysctl["kernel.warn_limit"]
        if limit and self.warnings >= limit:
            kernel.panic(f"kernel: system warned too often (kernel.warn_limit is {limit})")

    def oops(self, head: str, count: int, rip: Place | str, address: int | None, inner: tuple[str, ...]) -> None:
        """The body of an oops, from ``Oops: 0002 [#1]`` to the registers of the first one (see Fault)."""
        kernel = self.kernel
        task = kernel.sched.current
        self.emit(f"{head} [#{count}] PREEMPT SMP NOPTI")
        self.header()
        cr2, where = address or 0, str(rip)
        no_code = where.startswith("0x") and address is not None
        if no_code:
            cr2 = cr2 - 0x2A & (1 << 64) - 1
            code = f"Unable to access opcode bytes at 0x{cr2:016x}."
        else:
            code = self.source(rip if isinstance(rip, Place) else innermost_place(kernel, task))
        registers = Registers(task, where, code, cr2)
        self.registers(registers)
        if self._first_oops is None:
            self._first_oops = registers._replace(rip=rip.address) if isinstance(rip, Place) else registers
        name = where.split("+")[0] + "+"
        if kernel.traps.in_timer:
            timer_trace(self, task, _below([*inner, *(() if where == RUN_TIMERS else CALLED_FROM_TIMER)], name))
        else:
            lines = [*inner, *call_trace(kernel, task)]
            self.trace(self._unreliable(lines) if no_code and address else _below(lines, name))
        self.modules()
        if address is not None:
            self.emit(f"CR2: {address:016x}")
        self.emit(END_TRACE[:-1])
        self.registers(self._first_oops)

    def _unreliable(self, lines: list[str]) -> list[str]:
        return [f"? {line}" for line in lines if line.startswith(("kthread+", "ret_from_fork"))]

    def python_traceback(self, error: BaseException, places: Sequence[Place]) -> None:
        """What Python says of an exception that came through these places, for there is no machine code to look at."""
        self.emit("Traceback (most recent call last):", level=3)
        for place in reversed(places):
            self.emit(f'  File "{place.module.file}", line {place.line}, in {place.inside or place.function}', level=3)
            self._point(self.line(place), place.span)
        self.emit(f"{type(error).__name__}: {error}".replace("\n", " "), level=3)

    def _point(self, line: str, span: Span | None) -> None:
        """A line of the source as Python shows it in a traceback, with carets unless all of it is meant."""
        text = line.strip()
        before = len(line) - len(line.lstrip())
        if text:
            self.emit(f"    {text}", level=3)
        if span is not None and 0 < span.end - span.begin < len(text):
            self.emit(f"    {' ' * (span.begin - before)}{'^' * (span.end - span.begin)}", level=3)

    @traced("sched_show_task.cold+0xce/0xdc")
    def task_dump(self, task: Task) -> None:
        """``task:rmmod  state:D ...`` and its trace, as the hung task report and sysrq show it (sched_show_task)."""
        running = not task.state and task.alive
        ppid = task.parent.pid if task.parent else 0
        at = self.kernel.workqueues.description(task)
        self.emit(
            f"task:{task.comm[:15]:<15} state:{task.letter}{'  running task    ' if running else ''} stack:{0:<5} "
            f"pid:{task.pid:<5} ppid:{ppid:<6} flags:0x{thread_flags(task, running=running):08x}",
            *([f"Workqueue: {at}"] if at else idle_lines(task)),
            level=6,
        )
        self.trace(call_trace(self.kernel, task), task, 6)

    def dump_stack(self, *inner: str) -> None:
        """dump_stack(): who is here and how it came here; ``inner`` are functions of the kernel in between."""
        self.header()
        self.trace(["dump_stack_lvl+0x44/0x5c", *inner, *call_trace(self.kernel, self.kernel.sched.current)])

    def interrupted(self, task: Task) -> None:
        """A task that burns CPU, as an interrupt finds it: who it is, its registers, how it came there (show_regs)."""
        lines = call_trace(self.kernel, task)
        self.header(task)
        self.registers(Registers(task, lines[0], self.source(innermost_place(self.kernel, task)), 0))
        self.trace(lines[1:], task)


def _value(task: Task, name: str, high: str) -> str:
    low = zlib.crc32(f"{name}{task.pid}".encode()) & 0xFFFFFFF8
    return f"{high}{low:08x}"


def _below(lines: list[str], symbol: str) -> list[str]:
    """The trace from the caller of ``symbol`` on, for the faulting function itself stands in RIP."""
    for number, line in enumerate(lines):
        if line.startswith(symbol):
            return lines[number + 1 :]
    return lines
