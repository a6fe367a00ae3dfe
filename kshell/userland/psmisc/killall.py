"""killall: send a signal to processes by their names (psmisc 23.6)."""

import re
from collections.abc import Callable, Sequence

from kshell.uapi.errno import Errno
from kshell.uapi.signals import Signal
from kshell.userland.libc.getopt import UsageError, parse
from kshell.userland.libc.long_options import short_names
from kshell.userland.libc.passwd import users
from kshell.userland.libc.posix_regex import BadRegex, Regex, translate
from kshell.userland.process import Process
from kshell.userland.procps.readproc import HERTZ, Proc, processes, uptime
from kshell.userland.procps.signames import name_list, signal_number

USAGE = """\
Usage: killall [OPTION]... [--] NAME...
       killall -l, --list
       killall -V, --version

  -e,--exact          require exact match for very long names
  -I,--ignore-case    case insensitive process name match
  -g,--process-group  kill process group instead of process
  -y,--younger-than   kill processes younger than TIME
  -o,--older-than     kill processes older than TIME
  -i,--interactive    ask for confirmation before killing
  -l,--list           list all known signal names
  -q,--quiet          don't print complaints
  -r,--regexp         interpret NAME as an extended regular expression
  -s,--signal SIGNAL  send this signal instead of SIGTERM
  -u,--user USER      kill only process(es) running as USER
  -v,--verbose        report if the signal was successfully sent
  -V,--version        display version information
  -w,--wait           wait for processes to die
  -n,--ns PID         match processes that belong to the same namespaces
                      as PID
  -Z,--context REGEXP kill only process(es) having context
                      (must precede other arguments)

"""
VERSION = """\
killall (PSmisc) 23.6
Copyright (C) 1993-2022 Werner Almesberger and Craig Small

PSmisc comes with ABSOLUTELY NO WARRANTY.
This is free software, and you are welcome to redistribute it under
the terms of the GNU General Public License.
For more information about these matters, see the files named COPYING.
"""
LONG = {
    "exact": "e",
    "ignore-case": "I",
    "process-group": "g",
    "younger-than=": "y",
    "older-than=": "o",
    "interactive": "i",
    "list-signals": "l",
    "quiet": "q",
    "regexp": "r",
    "signal=": "s",
    "user=": "u",
    "verbose": "v",
    "wait": "w",
    "ns=": "n",
    "context=": "Z",
    "version": "V",
}
UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800, "M": 2_419_200, "y": 29_030_400}
OLD_COMM_LEN, COMM_LEN = 16, 64
MAX_NAMES = 64
NSEC_PER_SEC = 1_000_000_000

Test = Callable[[Proc, str, bool], bool]


class Wrong(Exception):
    """A command line that killall refuses: what it prints."""


def main(p: Process) -> int:
    try:
        signal, words = _signal_words(p.args)
        typed, names = parse(words, "egy:o:ilqrs:u:vwZ:VIn:", tuple(LONG))
        given = dict(short_names(typed, LONG))
        if "l" in given or "V" in given:
            p.out(name_list()) if "l" in given else p.err(VERSION)
            return 0
        if "s" in given:
            signal = _signal(given["s"])
        if len(names) > MAX_NAMES:
            raise Wrong(f"killall: Maximum number of names is {MAX_NAMES}\n")
        run = Killall(p, given, signal)
        if not names and run.uid is None and "Z" not in given:
            raise Wrong(USAGE)
        return run.run(names)
    except Wrong as wrong:
        p.err(str(wrong))
    except UsageError:
        p.err(USAGE)
    return 1


def _signal_words(args: Sequence[str]) -> tuple[int, list[str]]:
    """The signal given as ``-KILL`` or ``-9``, and the other words, long options with two dashes; Wrong."""
    signal = int(Signal.SIGTERM)
    words: list[str] = []
    for at, word in enumerate(args):
        if word == "--":
            return signal, words + list(args[at:])
        digits = re.match(r"-(\d+)", word)
        if digits is not None:
            signal = int(digits[1])
        elif re.match("-[A-Z].", word):
            signal = _signal(word[1:])
        elif word.startswith("-ve"):
            words.append("-ve")
        elif re.match("-[a-z][a-z-]+", word) and any(name.startswith(word[1:].partition("=")[0]) for name in LONG):
            words.append(f"-{word}")
        else:
            words.append(word)
    return signal, words


def _signal(name: str) -> int:
    digits = re.match(r"\d+", name)
    if digits is not None:
        return int(digits[0])
    number = signal_number(name.removeprefix("SIG")) if name.isupper() or name[:1].isupper() else None
    if number is None or name in ("IO", "CLD", "IOT", "EXIT", "NULL"):
        raise Wrong(f"{name}: unknown signal; killall -l lists signals.\n")
    return number


def _seconds(text: str) -> int:
    found = re.match(r"(\d+)([smhdwMy])", text)
    if found is None or not int(found[1]):
        raise Wrong(f"Invalid time format\n{USAGE}")
    return int(found[1]) * UNITS[found[2]]


class Killall:
    """One run: its options by letter, and the signal to send."""

    def __init__(self, p: Process, given: dict[str, str], signal: int) -> None:
        """Raise Wrong for an option's bad argument."""
        self.p = p
        self.given = given
        self.signal = signal
        self.uid: int | None = None
        self._younger = _seconds(given["y"]) if "y" in given else 0
        self._older = _seconds(given["o"]) if "o" in given else 0
        if "u" in given:
            known = {user.name: user.uid for user in users(p)}
            if given["u"] not in known:
                raise Wrong(f"Cannot find user {given['u']}\n")
            self.uid = known[given["u"]]

    def run(self, names: Sequence[str]) -> int:
        """Signal the processes of these names, or all of a user; the exit status."""
        tests = [self._test(name) for name in names]
        found: set[int] = set()
        killed: list[int] = []
        groups: set[int] = set()
        for proc in processes(self.p):
            if proc.pid == self.p.sys.getpid() or not self._is_meant(proc):
                continue
            title, cut = self._title(proc)
            number = next((at for at, test in enumerate(tests) if title and test(proc, title, cut)), -1)
            target = proc.number("pgrp") if "g" in self.given else proc.pid
            if (tests and number < 0) or not title or ("g" in self.given and target in groups):
                continue
            groups.add(target)
            if self._kill(title, target):
                killed.append(target)
                found.add(number)
        if "q" not in self.given:
            self.p.err("".join(f"{name}: no process found\n" for at, name in enumerate(names) if at not in found))
        if "w" in self.given:
            self._wait(killed)
        return 0 if killed and found >= set(range(len(names))) else 1

    def _is_meant(self, proc: Proc) -> bool:
        """Whether a process is of the user and the age that were asked for; nobody has a security context here."""
        if "Z" in self.given or (self.uid is not None and proc.ruid != self.uid):
            return False
        age = proc.ticks_elapsed(uptime(self.p)) / HERTZ
        return not (self._younger and age > self._younger) and not (self._older and age < self._older)

    def _title(self, proc: Proc) -> tuple[str, bool]:
        """The name to compare with, and whether it may have been cut: the command line can have a longer one."""
        comm = proc.cmd[: COMM_LEN - 1]
        if len(comm) not in (OLD_COMM_LEN - 1, COMM_LEN - 1):
            return comm, False
        for word in proc.text("cmdline").split("\0"):
            base = word.rpartition("/")[2]
            if not word:
                break
            if base.startswith(comm):
                return base, False
        if "e" in self.given:
            if "v" in self.given:
                self.p.err(f"killall: skipping partial match {comm}({proc.pid})\n")
            return "", False
        return comm, True

    def _test(self, name: str) -> Test:
        """What tells whether a process, by its name, is one that ``name`` means."""
        if "r" in self.given:
            try:
                regex = Regex(translate(name, extended=True), ignore_case="I" in self.given)
            except BadRegex:
                raise Wrong(f"killall: Bad regular expression: {name}\n") from None
            return lambda proc, title, cut: regex.matches(title)
        if "/" in name:
            try:
                self.p.sys.stat(name)
            except OSError as failed:
                raise Wrong(f"{name}: {failed.strerror}\n") from None
            return lambda proc, title, cut: proc.link("exe") == name
        fold = str.lower if "I" in self.given else str
        return lambda proc, title, cut: fold(title) == fold(name[: len(title)] if cut else name)

    def _kill(self, title: str, target: int) -> bool:
        group = "pgid " if "g" in self.given else ""
        if "i" in self.given and not self._ask(f"{title}({group}{target})"):
            return False
        try:
            self.p.sys.kill(-target if group else target, self.signal)
        except OSError as failed:
            if failed.errno != Errno.ESRCH or "i" in self.given:
                self.p.err(f"{title}({target}): {failed.strerror}\n")
            return False
        if "v" in self.given:
            self.p.err(f"Killed {title}({group}{target}) with signal {self.signal}\n")
        return True

    def _ask(self, whom: str) -> bool:
        """Ask the user; an answer that is neither yes nor no is asked again."""
        while True:
            self.p.out(f"{'Kill' if self.signal == Signal.SIGTERM else 'Signal'} {whom} ? (y/N) ")
            answer = self.p.sys.read(0).decode("utf-8", "replace")
            if answer[:1] in ("", "\n", "n", "N"):
                return False
            if answer[:1] in ("y", "Y"):
                return True

    def _wait(self, pids: Sequence[int]) -> None:
        """Look each second whether they have all gone."""
        left = list(pids)
        while left:
            left = [pid for pid in left if self._exists(-pid if "g" in self.given else pid)]
            self.p.sys.nanosleep(NSEC_PER_SEC)

    def _exists(self, pid: int) -> bool:
        try:
            self.p.sys.kill(pid, 0)
        except OSError as failed:
            return failed.errno != Errno.ESRCH
        return True
