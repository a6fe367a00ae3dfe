"""Editing files at the prompt: the person's own editor gets the window, and the machine goes on meanwhile."""

import asyncio
import os
import shlex
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kshell.frontend.host import Host
from kshell.kernel.task import Task
from kshell.machine import Terminal
from kshell.machine.editing import Draft, host_file
from kshell.machine.limits import lift_limits
from kshell.uapi.elf import is_elf

if TYPE_CHECKING:
    from kshell.frontend.session import Session

EDITORS = ("editor", "nano", "vi", "notepad")
Done = Callable[[bytes | None], None]


class Wish(NamedTuple):
    """A file that is to be edited, and who is to be told when it is."""

    draft: Draft | None
    path: str
    data: bytes
    done: Done


class CannotEdit(Exception):
    """Why nothing was edited, in a line."""


def editor_command(environment: Mapping[str, str]) -> list[str]:
    """$VISUAL or $EDITOR, which may have options; or the first usual editor that there is; CannotEdit."""
    wanted = environment.get("VISUAL") or environment.get("EDITOR")
    if wanted:
        try:
            return shlex.split(wanted)
        except ValueError:
            raise CannotEdit(f"$EDITOR is {wanted}: a quote is open") from None
    import shutil  # noqa: PLC0415  # most people have said which editor is theirs

    found = next((name for name in EDITORS if shutil.which(name)), None)
    if found is None:
        raise CannotEdit("there is no editor: set $EDITOR")
    return [found]


class FileEditor:
    """What the program ``edit`` asks for in this window; ``open`` while an editor has it."""

    def __init__(self, session: "Session", start: Path | None = None) -> None:
        self._session = session
        self._start = start or Path.cwd()
        self.open = False
        self._asked: list[Wish] = []

    def serve(self, terminal: Terminal) -> None:
        """A line was entered here: what it runs may ask for an editor, unless all of it is recorded as a transcript."""
        able = isinstance(self._session.host, Host) and terminal.keyboard is None
        terminal.editor = self._ask if able else None

    def _ask(self, task: Task, path: str, data: bytes, done: Done) -> None:
        """A task of the machine wants a file to be edited (kernel.tty.Editor)."""
        machine = self._session.machine
        draft = host_file(machine.kernel, task, machine.settings, path, self._start)
        self._asked.append(Wish(draft, path, data, done))

    def attend(self) -> None:
        """Begin with what was asked for, outside of the machine."""
        if self._asked and not self.open:
            self.open = True
            self._session.app.create_background_task(self._edit(*self._asked.pop(0)))

    async def _edit(self, draft: Draft | None, path: str, data: bytes, done: Done) -> None:
        result, note = None, ""
        try:
            if draft is not None:
                note, result = await self._edit_host_file(draft), data
            else:
                result = await self._edit_copy(path, data)
        except CannotEdit as why:
            note = f"edit: {why}"
        except OSError as error:
            note = f"edit: {error.filename or path}: {error.strerror}"
        self.open = False
        done(result)
        self._session.pump.wake()
        self._session.note = note
        self._session.redraw()

    async def _edit_host_file(self, draft: Draft) -> str:
        """Edit a file of the host, a new one from its draft; what the person should know of it."""
        target = draft.path
        fresh = not target.exists()
        if fresh:
            target.write_bytes(draft.begin)
        begun = _stamp(target)
        try:
            await self._run(target)
        finally:
            if fresh and _stamp(target) == begun:
                target.unlink()  # it was never saved
        if not target.exists():
            return f"{target} was not saved" if fresh else ""
        self._session.machine.show_module(target)
        return f"{target} is new" if fresh else ""

    async def _edit_copy(self, path: str, data: bytes) -> bytes:
        """Edit a file that only the machine has; what has become of it."""
        if is_elf(data):
            raise CannotEdit(f"{path} is no text")
        import tempfile  # noqa: PLC0415  # it takes long to import

        with tempfile.TemporaryDirectory(prefix="kshell") as folder:
            copy = Path(folder, path.rpartition("/")[2] or "file")
            copy.write_bytes(data)
            await self._run(copy)
            return copy.read_bytes()

    async def _run(self, file: Path) -> None:
        """Let the editor have the window until it ends; CannotEdit."""
        command = [*editor_command(os.environ), str(file)]
        host = self._session.host
        if isinstance(host, Host):
            async with host.lend():
                status = await _spawned(command)
            if status:
                raise CannotEdit(f"{command[0]} has failed with status {status}")


def _stamp(file: Path) -> tuple[int, int, int] | None:
    """What changes when a file is written; None if there is none."""
    try:
        stat = file.stat()
    except FileNotFoundError:
        return None
    return stat.st_ino, stat.st_mtime_ns, stat.st_size


async def _spawned(command: list[str]) -> int:
    """Run a program in the window; its exit status, negative for a signal. It ends with kshell."""
    process = await asyncio.create_subprocess_exec(*command, preexec_fn=lift_limits if os.name == "posix" else None)
    try:
        return await process.wait()
    finally:
        if process.returncode is None:
            process.terminate()
