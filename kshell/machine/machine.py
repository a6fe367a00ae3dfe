"""The one place that wires everything: a kernel, its file system, its programs and its terminals."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from kshell.kernel.errors import KernelBug
from kshell.kernel.kernel import BootParameters, Kernel
from kshell.kernel.module.image import Image
from kshell.machine.getty import Getty
from kshell.machine.host_files import ReadFile, WriteFile
from kshell.machine.limits import make_room_for_calls
from kshell.machine.manual import make_manual
from kshell.machine.rootfs import make_root, show_module
from kshell.machine.settings import Settings
from kshell.machine.terminal import Keyboard, Terminal, is_settled
from kshell.plugins.manager import module_paths, plugin_manager, registry
from kshell.userland.process import Process, WriteError

EX_SOFTWARE = 70
NSEC_PER_SEC = 1_000_000_000
FIRST_TERMINALS = (2, 1)

make_room_for_calls()


class Machine:
    """A computer: ``kernel`` is the one that runs now, terminals outlive it.

    Those in ``advise`` are told what may help the person at a terminal (its number; 0 for none) and is not Linux's.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self.plugins = plugin_manager()
        self.registry = registry(self.plugins)
        self.terminals: dict[int, Terminal] = {}
        self.keyboard: Keyboard | None = None  # of terminals that are opened from now on
        self.boots = 0
        self.advise: list[Callable[[int, str], None]] = []
        self._shown: list[Path] = []
        self.kernel: Kernel = self._boot(FIRST_TERMINALS)

    # -- power

    def _boot(self, terminals: tuple[int, ...]) -> Kernel:
        self.boots += 1
        words = tuple(self.settings.boot.split())
        kernel = Kernel(BootParameters(self.settings.kernel, self.settings.cpus, words), self)
        make_manual(kernel, self.registry)
        make_root(kernel, self.settings, self.registry, module_paths(self.plugins))
        for path in self._shown:
            show_module(kernel, path)
        for number in terminals:
            terminal = self._terminal(number)
            terminal.attach(kernel)
            kernel.starters.append(Getty(kernel, terminal, self.settings.term).start)
        if 1 in self.terminals:
            kernel.log.consoles.append(self.terminals[1].show_record)
        return kernel

    def _terminal(self, number: int) -> Terminal:
        if number not in self.terminals:
            terminal = self.terminals[number] = Terminal(number, self.settings.rows, self.settings.columns)
            terminal.keyboard = self.keyboard
        return self.terminals[number]

    def reboot(self) -> None:
        """Boot afresh; the terminals stay, with new shells."""
        self.kernel.discard()
        self.kernel = self._boot(tuple(sorted(self.terminals, key=lambda n: (n != 2, n))))

    def show_module(self, path: Path) -> None:
        """Let a module of the host stand in the first directory, also after a reboot."""
        if path not in self._shown:
            self._shown.append(path)
        show_module(self.kernel, path)

    def close(self) -> None:
        """Turn the machine off for good: what runs on it is unwound, so that its memory can go."""
        self.kernel.discard()

    @property
    def dead(self) -> str:
        """Why nothing can run any more ("panic", "halt", "poweroff"), or nothing."""
        return self.kernel.down if self.kernel.down != "restart" else ""

    # -- time

    @property
    def now(self) -> int:
        """ns since boot."""
        return self.kernel.clock.now

    @property
    def idle(self) -> bool:
        """Whether nothing more will happen before time passes, threads that burn CPU left aside."""
        return is_settled(self.kernel)

    @property
    def next_event(self) -> int:
        """When something will happen (ns since boot): now if a task can run."""
        sched = self.kernel.sched
        running = sched.queue or sched.current is not sched.idle
        return self.now if running else self.kernel.clock.first_deadline

    def run(self, until: int, stop: Callable[[], bool] | None = None) -> bool:
        """Let the machine run until the clock shows ``until`` (ns) or ``stop()`` holds; whether it held.

        Looks at no wall clock. A machine that restarts boots at once, its clock begins anew, and this returns.
        """
        held = self.kernel.run(until, stop)
        if self.kernel.down == "restart":
            self.reboot()
        return held

    # -- terminals

    def terminal(self, number: int, user: str = "root") -> Terminal:
        """A terminal, opened with a login shell at first use; tty1 is the console."""
        terminal = self._terminal(number)
        if terminal.tty is None or terminal.tty.hung_up or terminal.user != user:
            if terminal.tty is not None:
                terminal.close()
            terminal.user = user
            terminal.attach(self.kernel)
            self.kernel.start_from_init(Getty(self.kernel, terminal, self.settings.term).start)
        return terminal

    # -- without a terminal

    def run_script(
        self, argv: list[str], stdin: BinaryIO | None, stdout: BinaryIO, stderr: BinaryIO, limit_ns: int
    ) -> int:
        """Run a program on the host's streams until it ends; its exit status, as a shell counts it.

        Kernel messages go to ``stderr``. A program that has not ended after ``limit_ns`` of simulated time gives 124,
        with a line on ``stderr`` that says who waits for what.
        """
        from kshell.machine.batch import run_script  # noqa: PLC0415  # only batch runs need it

        return run_script(self, argv, ReadFile(stdin), WriteFile(stdout), WriteFile(stderr), limit_ns)

    # -- what the kernel asks for (kernel.Outside)

    def run_program(self, program: str, argv: list[str], env: dict[str, str]) -> int:
        """Run a program in the task that is current; its exit status.

        A bug in a program of ours costs that program, not the session: one line, and status 70 (EX_SOFTWARE).
        """
        process = Process(self.kernel.calls, argv, env)
        try:
            return self.registry.find(program)(process)
        except WriteError as failed:
            process.err(f"{process.name}: write error: {failed.strerror}\n")
            return 1
        except Exception as error:
            if isinstance(error, KernelBug) or "KSHELL_TRACEBACK" in os.environ:
                raise
            process.err(f"{program}: internal error of kshell: {type(error).__name__}: {error}\n")
            return EX_SOFTWARE

    def read_image(self, name: str, file: str, data: bytes) -> Image:
        """Make a module's image of a file; BadImage."""
        image: Image = self.plugins.hook.kshell_read_image(name=name, file=file, data=data)
        return image

    def symbols_missing(self, file: str, source: str, names: list[str]) -> None:
        """A module was refused: those who ``advise`` the person are told where it uses names that there are not."""
        from kshell.machine.advice import where_used  # noqa: PLC0415  # most modules are right

        task = self.kernel.sched.current
        text = where_used(file, source, names, self.face().__all__)
        for tell in self.advise:
            tell(task.tty.number if task.tty is not None else 0, text)

    def face(self) -> Any:
        """What modules import from."""
        import kshell.linux  # noqa: PLC0415  # only machines that load a module need it

        return kshell.linux
