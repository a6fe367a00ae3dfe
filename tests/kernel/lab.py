"""A booted machine for tests of the kernel alone: no shell runs, tests call the kernel from tasks of their own."""

from collections.abc import Callable
from typing import Any

from kshell.kernel.errors import KernelError
from kshell.kernel.module.loader import load_module
from kshell.kernel.module.unload import delete_module
from kshell.kernel.task import Task
from kshell.machine import NSEC_PER_SEC, Machine, Settings
from kshell.uapi.errno import Errno
from kshell.uapi.fcntl import O_TRUNC, O_WRONLY


class Lab:
    """``load`` and ``unload`` run in tasks called insmod and rmmod; ``log`` is what printk() has stored."""

    def __init__(self, **settings: Any) -> None:
        self.machine = Machine(Settings(**settings))
        self.kernel = self.machine.kernel
        self.kernel.starters.clear()
        self.run(0)

    def run(self, seconds: float) -> None:
        """Let simulated time pass."""
        self.machine.run(self.machine.now + max(int(seconds * NSEC_PER_SEC), 1_000_000))

    def spawn(self, name: str, body: Callable[[], int]) -> Task:
        """Start a task that runs ``body``; it gets going at once."""
        started: list[Task] = []

        def child() -> int:
            started.append(self.kernel.sched.current)
            self.kernel.sched.current.set_name(name)
            return body()

        def start() -> None:
            self.kernel.calls.fork(child)

        self.kernel.start_from_init(start)
        self.run(0.01)
        return started[0]

    def load(self, source: str, params: str = "", file: str = "demo.ko") -> int:
        """insmod: 0 or the negative errno; None while it has not come back."""
        return self._call("insmod", lambda: load_module(self.kernel, file, source.encode(), params))

    def unload(self, name: str = "demo", flags: int = 0) -> int:
        """rmmod: 0 or the negative errno; 1 while it has not come back."""
        return self._call("rmmod", lambda: delete_module(self.kernel, name, flags))

    def _call(self, name: str, call: Callable[[], None]) -> int:
        results: list[int] = [1]

        def body() -> int:
            try:
                call()
            except KernelError as error:
                results.append(-error.errno)
            else:
                results.append(0)
            return 0

        self.task = self.spawn(name, body)
        return results[-1]

    def do(self, body: Callable[[Any], Any], uid: int = 0) -> Any:
        """Run a function in a task of its own, as a user: its result, or the name of the errno it fails with.

        None if it has not come back.
        """
        results: list[Any] = []

        def child() -> int:
            calls = self.kernel.calls
            calls.setgid(uid)
            calls.setuid(uid)
            try:
                results.append(body(calls))
            except OSError as error:
                results.append(Errno(error.errno or 0).name)
            return 0

        self.spawn("test", child)
        return results[0] if results else None

    def read(self, path: str, uid: int = 0) -> str:
        """What is in a file, or the name of the errno."""

        def body(calls: Any) -> str:
            fd = calls.open(path)
            data = b""
            while part := calls.read(fd):
                data += part
            return data.decode()

        return str(self.do(body, uid))

    def write(self, path: str, text: str, uid: int = 0) -> str:
        """Write to an existing file: nothing, or the name of the errno."""

        def body(calls: Any) -> str:
            calls.write(calls.open(path, O_WRONLY | O_TRUNC), text.encode())
            return ""

        return str(self.do(body, uid))

    @property
    def log(self) -> list[str]:
        """The texts in the log, without the two lines that every first load prints."""
        texts = [record.text for record in self.kernel.log.buffer.records]
        return [text for text in texts if "taint" not in text]

    def thread(self, name: str) -> Task | None:
        """The task of this name."""
        return next((task for task in self.kernel.pids.tasks() if task.full_name == name), None)
