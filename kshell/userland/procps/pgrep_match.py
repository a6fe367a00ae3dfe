"""What pgrep and pkill look for: the options about processes, and the pattern."""

import re
from collections.abc import Callable, Iterable, Sequence

from kshell.userland.libc.passwd import groups, users
from kshell.userland.libc.posix_regex import BadRegex, Regex, translate
from kshell.userland.process import Process
from kshell.userland.procps.readproc import HERTZ, Proc, uptime
from kshell.userland.procps.ttys import tty_name

COMM_LEN = 15
EXIT_FAILURE, EXIT_USAGE = 1, 2
Test = Callable[[Proc], bool]


class Wrong(Exception):
    """A command line that gets the usage and nothing else."""


class Refused(Exception):
    """A command line that gets a message, and the status to exit with."""

    def __init__(self, text: str, status: int = EXIT_USAGE) -> None:
        super().__init__(text)
        self.status = status


class Criteria:
    """The criteria of a command line, ready to be asked about each process."""

    def __init__(self, p: Process, options: Sequence[tuple[str, str]], operands: Sequence[str]) -> None:
        """Raise Wrong or Refused for what cannot be."""
        self._p = p
        self._given = dict(options)
        letters = [letter for letter, _ in options]
        if sum(letters.count(letter) for letter in "nov") > 1 and {"n", "o"} & set(letters):
            raise Wrong
        self._tests = [self._test(letter, value) for letter, value in options if letter in _READERS]
        self._check_operands(letters, operands)
        self._pattern = operands[0] if operands else None
        self._regex = None if self._pattern is None else self._compile(self._pattern)

    def _check_operands(self, letters: Sequence[str], operands: Sequence[str]) -> None:
        hint = f"\nTry `{self._p.name} --help' for more information."
        if "L" in letters and "F" not in letters:
            raise Refused(f"-L without -F makes no sense{hint}")
        if "F" in letters and (pid := self._pid_in_file()) is None:
            raise Refused(f"pidfile not valid{hint}", EXIT_FAILURE)
        if "F" in letters:
            self._tests.append(lambda proc: proc.pid == pid)
        if len(operands) > 1:
            raise Refused(f"only one pattern can be provided{hint}")
        if not operands and not {*_READERS, "F", "n", "o"} & set(letters):
            raise Refused(f"no matching criteria specified{hint}")

    @property
    def is_too_long(self) -> bool:
        """Whether the pattern is longer than the names it is compared with."""
        return "f" not in self._given and self._pattern is not None and len(self._pattern) > COMM_LEN

    def select(self, procs: Iterable[Proc]) -> list[Proc]:
        """The processes that are meant, but not the one that asks."""
        left_out = {self._p.sys.getpid(), *(_ancestors(self._p) if "A" in self._given else ())}
        found = [proc for proc in procs if proc.pid not in left_out and self._matches(proc)]
        if found and "n" in self._given:
            return [max(found, key=lambda proc: (proc.number("start_time"), proc.pid))]
        if found and "o" in self._given:
            return [min(found, key=lambda proc: (proc.number("start_time"), proc.pid))]
        return found

    def _matches(self, proc: Proc) -> bool:
        matched = all(test(proc) for test in self._tests)
        if matched and self._regex is not None:
            matched = self._regex.matches(proc.cmdline if "f" in self._given else proc.cmd)
        return matched != ("v" in self._given)

    def _compile(self, pattern: str) -> Regex:
        try:
            text = translate(f"^({pattern})$" if "x" in self._given else pattern, extended=True, warn=_refuse)
            return Regex(text, ignore_case="i" in self._given)
        except BadRegex as bad:
            text = "Invalid regular expression" if pattern.endswith(("[", "[^")) else str(bad)
            raise Refused(f"regex error: {text}") from None

    def _test(self, letter: str, value: str) -> Test:
        return _READERS[letter](self._p, value)

    def _pid_in_file(self) -> int | None:
        """The number in the file of the option F; None if there is none, or nobody holds a lock on it with L."""
        try:
            text = self._p.read_text(self._given["F"])
        except OSError:
            return None
        found = re.match(r"\s*(\d+)(?=\s|\Z)", text)
        if "L" in self._given or found is None:  # no file here is ever locked
            return None
        return int(found[1]) or None


def _refuse(_: str) -> None:
    raise BadRegex("Invalid preceding regular expression")


def _ancestors(p: Process) -> set[int]:
    """The numbers of the parents of the process that asks."""
    found = set()
    pid = p.sys.getpid()
    while pid:
        try:
            pid = Proc(p, pid, ("stat",)).ppid
        except OSError:
            break
        found.add(pid)
    return found


# -- the options about processes


def _items(text: str, read: Callable[[str], int]) -> set[int]:
    if not text:
        raise Wrong
    return {read(item) for item in text.split(",")}


def _number(text: str, what: str) -> int:
    if not re.fullmatch(r"[+-]?\d*", text):
        raise Refused(f"{what}: {text}")
    return int(f"0{text}") if text[:1] not in ("+", "-") else int(text[:1] + "0" + text[1:])


def _parents(p: Process, text: str) -> Test:
    wanted = _items(text, lambda item: _number(item, "not a number"))
    return lambda proc: proc.ppid in wanted


def _process_groups(p: Process, text: str) -> Test:
    wanted = _items(text, lambda item: _number(item, "invalid process group") or p.sys.getpgid())
    return lambda proc: proc.number("pgrp") in wanted


def _sessions(p: Process, text: str) -> Test:
    wanted = _items(text, lambda item: _number(item, "invalid session id") or p.sys.getsid())
    return lambda proc: proc.number("session") in wanted


def _user(p: Process, text: str) -> int:
    if re.fullmatch(r"[+-]?\d*", text):
        return _number(text, "")
    for user in users(p):
        if user.name == text:
            return user.uid
    raise Refused(f"invalid user name: {text}")


def _group(p: Process, text: str) -> int:
    if re.fullmatch(r"[+-]?\d*", text):
        return _number(text, "")
    for group in groups(p):
        if group.name == text:
            return group.gid
    raise Refused(f"invalid group name: {text}")


def _effective_users(p: Process, text: str) -> Test:
    wanted = _items(text, lambda item: _user(p, item))
    return lambda proc: proc.euid in wanted


def _real_users(p: Process, text: str) -> Test:
    wanted = _items(text, lambda item: _user(p, item))
    return lambda proc: proc.ruid in wanted


def _real_groups(p: Process, text: str) -> Test:
    wanted = _items(text, lambda item: _group(p, item))
    return lambda proc: proc.ids("Gid")[0] in wanted


def _terminals(p: Process, text: str) -> Test:
    if not text:
        raise Wrong
    wanted = text.split(",")
    return lambda proc: tty_name(proc.number("tty")) in wanted


def _states(p: Process, text: str) -> Test:
    return lambda proc: proc.state in text


def _older(p: Process, text: str) -> Test:
    digits = re.match(r"\s*[+-]?\d+", text)
    seconds = int(digits[0]) if digits else 0
    now = uptime(p)
    return lambda proc: not seconds or proc.ticks_elapsed(now) // HERTZ >= seconds


def _control_groups(p: Process, text: str) -> Test:
    if not text:
        raise Wrong
    wanted = {f"0::{name}" for name in text.split(",")}
    return lambda proc: bool(wanted & set(proc.text("cgroup").splitlines()))


_READERS: dict[str, Callable[[Process, str], Test]] = {
    "P": _parents,
    "g": _process_groups,
    "s": _sessions,
    "u": _effective_users,
    "U": _real_users,
    "G": _real_groups,
    "t": _terminals,
    "r": _states,
    "O": _older,
    "cgroup": _control_groups,
}
