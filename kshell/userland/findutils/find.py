"""find: look for files in folders (findutils 4.9)."""

import re

from kshell.uapi.fcntl import S_IFMT, S_ISDIR
from kshell.uapi.syscalls import CLOCK_REALTIME, Stat
from kshell.uapi.wait import WEXITSTATUS, WIFEXITED
from kshell.userland.findutils.find_expr import BadExpression, File, Options, Parser, Test
from kshell.userland.gnulib.filemode import TYPES, mode_text
from kshell.userland.libc.localtime import gmtime, strftime
from kshell.userland.libc.passwd import group_name, user_name
from kshell.userland.libc.spawn import spawn
from kshell.userland.libc.stdout import Stdout
from kshell.userland.process import Process

USAGE = """\
Usage: {name} [-H] [-L] [-P] [path...] [expression]

Default path is the current directory; default expression is -print.
Expression may consist of: operators, options, tests, and actions.

Operators (decreasing precedence; -and is implicit where no others are given):
      ( EXPR )   ! EXPR   -not EXPR   EXPR1 -a EXPR2   EXPR1 -and EXPR2
      EXPR1 -o EXPR2   EXPR1 -or EXPR2   EXPR1 , EXPR2

Normal options (always true, specified before other expressions):
      -depth -maxdepth LEVELS -mindepth LEVELS

Tests (N can be +N or -N or N):
      -empty -false -gid N -group NAME -iname PATTERN -inum N -ipath PATTERN
      -links N -lname PATTERN -mmin N -mtime N -name PATTERN -newer FILE
      -path PATTERN -perm [-/]MODE -regex PATTERN -size N[bcwkMG] -true
      -type [bcdpfls] -uid N -user NAME -wholename PATTERN

Actions:
      -delete -print0 -printf FORMAT -print -ls -prune -quit
      -exec COMMAND ; -exec COMMAND {{}} + -ok COMMAND ;

Other common options:
      --help                   display this help and exit
      --version                output version information and exit
"""
ESCAPES = {"n": "\n", "t": "\t", "\\": "\\", "0": "\0", "a": "\a", "b": "\b", "f": "\f", "r": "\r", "v": "\v"}


class Quit(Exception):
    """-quit: nothing more is looked at."""


def main(p: Process) -> int:
    words = p.args
    follow = False
    while words and words[0] in ("-H", "-L", "-P"):
        follow = words.pop(0) == "-L"
    if words[:1] in (["--help"], ["-help"], ["--version"], ["-version"]):
        p.out(USAGE.format(name=p.argv[0]) if words[0].endswith("help") else "find (GNU findutils) 4.9.0\n")
        return 0
    count = next((at for at, word in enumerate(words) if word.startswith("-") or word in ("(", "!", ",")), len(words))
    with Stdout(p) as out:
        find = _Find(p, out, follow=follow)
        parser = Parser(p, words[count:], p.sys.clock_gettime(CLOCK_REALTIME), find.action)
        try:
            find.test = parser.test()
        except BadExpression as bad:
            out.error(str(bad))
            return 1
        find.options = parser.options
        try:
            for path in words[:count] or ["."]:
                find.start(path)
        except Quit:
            pass
        for finish in find.pending:
            finish()
        return find.status


class _Find:
    """Walks through folders; ``status`` is the exit status so far, ``pending`` what ``-exec {} +`` has still to run."""

    def __init__(self, p: Process, out: Stdout, *, follow: bool) -> None:
        self.status = 0
        self.pending: list[_Batch] = []
        self.options = Options()
        self.test: Test = lambda _: True
        self._p = p
        self._out = out
        self._follow = follow

    def start(self, path: str) -> None:
        """Look at what was named and, if it is a folder, at all that is in it; Quit."""
        status = self._stat(path)
        if status is not None:
            self._visit(File(path, status, 0, len(path)))

    def _stat(self, path: str) -> Stat | None:
        try:
            if self._follow:
                try:
                    return self._p.sys.stat(path)
                except OSError:
                    pass  # a link to nowhere counts as the link
            return self._p.sys.lstat(path)
        except OSError as failed:
            self._fail(f"'{path}': {failed.strerror}")
            return None

    def _fail(self, text: str) -> None:
        self._out.error(text)
        self.status = 1

    def _visit(self, file: File) -> None:
        options = self.options
        wanted = options.least <= file.depth <= options.most
        if wanted and not options.depth_first:
            self.test(file)
        if S_ISDIR(file.stat.mode) and file.depth < options.most and not file.prune:
            try:
                names = self._p.sys.getdents(file.path)
            except OSError as failed:
                self._fail(f"'{file.path}': {failed.strerror}")
                names = []
            base = file.path if file.path.endswith("/") else f"{file.path}/"
            for name in names:
                status = self._stat(base + name)
                if status is not None:
                    self._visit(File(base + name, status, file.depth + 1, file.start))
        if wanted and options.depth_first:
            self.test(file)

    # -- actions

    def action(self, name: str, arguments: list[str]) -> Test:
        """The test that an action is: true when it was done."""
        if name == "-printf":
            form = arguments[0]
            return lambda file: self._write(self._formatted(form, file))
        if name in ("-exec", "-ok"):
            if arguments[-1] == "+":
                batch = _Batch(self, arguments[:-2])
                self.pending.append(batch)
                return batch.add
            return lambda file: self._exec(arguments[:-1], file, ask=name == "-ok")
        return {
            "-print": lambda file: self._write(file.path + "\n"),
            "-print0": lambda file: self._write(file.path + "\0"),
            "-ls": self._ls,
            "-delete": self._delete,
        }.get(name, self._quit)

    def _write(self, text: str) -> bool:
        self._out.write(text)
        return True

    def _quit(self, _: File) -> bool:
        raise Quit

    def _ls(self, file: File) -> bool:
        stat = file.stat
        user = user_name(self._p, stat.uid) or str(stat.uid)
        group = group_name(self._p, stat.gid) or str(stat.gid)
        age = self._p.sys.clock_gettime(CLOCK_REALTIME) - stat.mtime
        recent = 0 <= age < 31_556_952 // 2 * 1_000_000_000
        date = strftime("%b %e %H:%M" if recent else "%b %e  %Y", gmtime(stat.mtime))
        target = f" -> {self._p.sys.readlink(file.path)}" if stat.mode & S_IFMT == 0o120000 else ""
        size = f"{stat.rdev[0]:4},{stat.rdev[1]:4}" if stat.mode & S_IFMT in (0o020000, 0o060000) else f"{stat.size:8}"
        return self._write(
            f"{stat.ino:9} {stat.blocks // 2:6} {mode_text(stat.mode)} {stat.nlink:3} {user:8} {group:8} {size} "
            f"{date} {file.path}{target}\n"
        )

    def _delete(self, file: File) -> bool:
        if file.path == ".":
            return True
        try:
            (self._p.sys.rmdir if S_ISDIR(file.stat.mode) else self._p.sys.unlink)(file.path)
        except OSError as failed:
            self._fail(f"cannot delete '{file.path}': {failed.strerror}")
            return False
        return True

    def _exec(self, command: list[str], file: File, *, ask: bool) -> bool:
        argv = [word.replace("{}", file.path) for word in command]
        if ask:
            self._out.flush()
            self._p.err(f"< {argv[0]} ... {file.path} > ? ")
            if next(self._p.lines(), "")[:1] not in ("y", "Y"):
                return False
        return self.run(argv)

    def run(self, argv: list[str]) -> bool:
        """Run a program; whether it succeeded."""
        self._out.flush()
        status = spawn(self._p, argv)
        return WIFEXITED(status) and WEXITSTATUS(status) == 0

    def _formatted(self, form: str, file: File) -> str:
        """What -printf writes."""
        return re.sub(r"%(-?\d*)(.)|\\(.)", lambda found: self._directive(found, file), form)

    def _directive(self, found: re.Match[str], file: File) -> str:
        if found[3]:
            return ESCAPES.get(found[3], found[0])
        stat, letter = file.stat, found[2]
        values = {
            "%": "%",
            "p": file.path,
            "f": file.name,
            "h": file.path.rpartition("/")[0] or ("/" if file.path.startswith("/") else "."),
            "P": file.path[file.start :].lstrip("/"),
            "d": str(file.depth),
            "s": str(stat.size),
            "b": str(stat.blocks),
            "k": str(stat.blocks // 2),
            "i": str(stat.ino),
            "n": str(stat.nlink),
            "m": f"{stat.mode & 0o7777:o}",
            "M": mode_text(stat.mode),
            "u": user_name(self._p, stat.uid) or str(stat.uid),
            "g": group_name(self._p, stat.gid) or str(stat.gid),
            "U": str(stat.uid),
            "G": str(stat.gid),
            "y": TYPES.get(stat.mode & S_IFMT, "f"),
            "t": strftime("%a %b %e %H:%M:%S.%N0 %Y", gmtime(stat.mtime)),
        }
        value = values.get(letter, found[0])
        width = int(found[1] or 0)
        return value.ljust(-width) if width < 0 else value.rjust(width)


class _Batch:
    """``-exec COMMAND {} +``: files are collected, and the command runs once for all."""

    def __init__(self, find: _Find, command: list[str]) -> None:
        self._find = find
        self._command = command
        self._paths: list[str] = []

    def add(self, file: File) -> bool:
        self._paths.append(file.path)
        return True

    def __call__(self) -> None:
        if self._paths and not self._find.run([*self._command, *self._paths]):
            self._find.status = 1
