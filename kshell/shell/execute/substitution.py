"""``$(...)``, and ``<(...)`` (bash subst.c, command_substitute, process_substitute)."""

from typing import TYPE_CHECKING

from kshell.shell.execute.process import fork
from kshell.shell.execute.reading import run_text
from kshell.shell.expand.word import expand_file_name
from kshell.shell.jobs.job import exit_status
from kshell.shell.syntax.ast import Node, Simple
from kshell.shell.syntax.word import CommandSubstitution, ProcessSubstitution

if TYPE_CHECKING:
    from kshell.shell.execute.executor import Executor
    from kshell.shell.shell import Shell

EMPTY = 0
LAST_FD = 63


def capture(executor: "Executor", part: CommandSubstitution) -> str:
    """What a command prints, without the newlines at the end; its status is kept for an assignment."""
    shell = executor.shell
    name = _only_a_file(part.body)
    if name is not None:
        text = _clean(shell, _file(shell, name))
        shell.status = shell.substitution_status or 0
        return text
    if part.body is None and not (part.source or "").strip():
        shell.substitution_status = EMPTY
        return ""
    reader, writer = shell.sys.pipe()
    pid = _start(shell, part, reader, writer)
    shell.sys.close(writer)
    data = _read(shell, reader)
    shell.sys.close(reader)
    shell.substitution_status = _status(shell, pid)
    shell.status = shell.substitution_status
    executor.attend()
    return _clean(shell, data)


def _start(shell: "Shell", part: CommandSubstitution, reader: int, writer: int) -> int:
    def body(copy: "Shell") -> int:
        copy.in_substitution = True
        copy.indirection += 1
        if not copy.options.shopt["inherit_errexit"]:
            copy.options.switch("errexit", on=False)
        copy.tested = 0
        copy.sys.dup2(writer, 1)
        copy.sys.close(reader)
        copy.sys.close(writer)
        if part.body is None:
            return run_text(copy, part.source or "", "command substitution", line=part.line - 1)
        return copy.executor.run_last(part.body)

    return fork(shell, body, group=None, foreground=True, lists_jobs=True)


def _read(shell: "Shell", fd: int) -> bytes:
    """All that is written, however often a signal comes in between."""
    chunks = list[bytes]()
    while True:
        try:
            data = shell.sys.read(fd)
        except InterruptedError:
            if shell.traps.interrupted:
                break
            continue
        if not data:
            break
        chunks.append(data)
    return b"".join(chunks)


def _status(shell: "Shell", pid: int) -> int:
    while True:
        try:
            return exit_status(shell.sys.waitpid(pid)[1])
        except InterruptedError:
            continue
        except OSError:
            return 127


def _clean(shell: "Shell", data: bytes) -> str:
    if b"\0" in data:
        shell.complain("warning: command substitution: ignored null byte in input")
        data = data.replace(b"\0", b"")
    return data.decode("utf-8", "surrogateescape").rstrip("\n")


def _only_a_file(body: Node | None) -> Simple | None:
    """``$(< file)``: the command that is nothing but one redirection."""
    if isinstance(body, Simple) and not body.words and not body.assignments and len(body.redirects) == 1:
        return body if body.redirects[0].op == "<" and body.redirects[0].fd is None else None
    return None


def _file(shell: "Shell", node: Simple) -> bytes:
    name = expand_file_name(shell, node.redirects[0].target)
    shell.substitution_status = 1
    if name is None:
        shell.complain(f"{node.redirects[0].target.text}: ambiguous redirect")
        return b""
    try:
        data = shell.p.read_file(name)
    except OSError as error:
        shell.complain(f"{name}: {error.strerror}")
        return b""
    shell.substitution_status = 0
    return data


def process_substitution(executor: "Executor", part: ProcessSubstitution) -> str:
    """Start the command with one end of a pipe; the name of the other end."""
    shell = executor.shell
    reader, writer = shell.sys.pipe()
    mine, its = (reader, writer) if part.mark == "<" else (writer, reader)

    def body(copy: "Shell") -> int:
        copy.sys.dup2(its, 1 if part.mark == "<" else 0)
        copy.sys.close(reader)
        copy.sys.close(writer)
        return copy.executor.run_last(part.body) if part.body is not None else 0

    pid = fork(shell, body, group=None, foreground=True, lists_jobs=True)
    shell.last_background = pid
    shell.sys.close(its)
    used = shell.sys.open_fds()
    kept = next(fd for fd in range(LAST_FD, -1, -1) if fd not in used)
    shell.sys.dup2(mine, kept)
    shell.sys.close(mine)
    shell.substituted.append(kept)
    return f"/dev/fd/{kept}"
