"""grep: print the lines that match a pattern (GNU grep 3.8)."""

from fnmatch import fnmatchcase

from kshell.uapi.errno import Errno
from kshell.uapi.fcntl import S_ISDIR, S_ISREG
from kshell.userland.coreutils.inputs import opened
from kshell.userland.grep.match import Matcher
from kshell.userland.grep.options import LONG, SHORT, TRY, USAGE, Request, Wrong, parse_options
from kshell.userland.grep.print import Printer
from kshell.userland.grep.search import Search
from kshell.userland.libc import getopt
from kshell.userland.libc.posix_regex import BadRegex
from kshell.userland.libc.stdout import Stdout
from kshell.userland.process import Process, WriteError

EXIT_TROUBLE = 2


def main(p: Process) -> int:
    try:
        options, operands = getopt.parse(p.args, SHORT, LONG)
    except getopt.UsageError as error:
        p.err(f"grep: {error}\n{TRY}")
        return EXIT_TROUBLE
    try:
        request = parse_options(options)
    except Wrong as wrong:
        p.err(f"grep: {wrong}")
        return wrong.status
    if "help" in request.flags or request.color == "unknown":
        p.out(USAGE.format(name="grep"))
        return 0
    if "V" in request.flags:
        p.out("grep (GNU grep) 3.8\n")
        return 0
    if not request.patterns and not request.pattern_files:
        if not operands:
            p.err(TRY)
            return EXIT_TROUBLE
        request.patterns = operands.pop(0).split("\n")
    try:
        return _run(p, request, operands)
    except WriteError as failed:
        p.err(f"grep: write error: {failed.strerror}\n")
        return EXIT_TROUBLE


def egrep(p: Process) -> int:
    """grep -E."""
    p.argv[:1] = ["grep", "-E"]
    return main(p)


def fgrep(p: Process) -> int:
    """grep -F."""
    p.argv[:1] = ["grep", "-F"]
    return main(p)


def _run(p: Process, request: Request, operands: list[str]) -> int:
    """Search; the exit status. WriteError."""
    with Stdout(p, unbuffered="line-buffered" in request.flags) as out:
        try:
            for name in request.pattern_files:
                with opened(p, name) as fd:
                    request.patterns += [line.removesuffix("\n") for line in p.lines(fd)]
        except OSError as failed:
            out.error(f"{name}: {failed.strerror}")
            return EXIT_TROUBLE
        try:
            matcher = Matcher(
                request.patterns, request.syntax, request.flags, lambda text: out.error(f"warning: {text}")
            )
        except BadRegex as bad:
            out.error(str(bad))
            return EXIT_TROUBLE
        return _Grep(p, request, out, matcher).operands(operands)


class _Grep:
    """Goes through the files; ``found`` and ``trouble`` are what the exit status is made of."""

    def __init__(self, p: Process, request: Request, out: Stdout, matcher: Matcher) -> None:
        self._p = p
        self._request = request
        self._out = out
        self._matcher = matcher
        self._printer = Printer(p, request, out, matcher)
        self._found = False
        self._trouble = False
        self._quiet = "q" in request.flags

    def operands(self, names: list[str]) -> int:
        """Search what was named, or else the folder or standard input; the exit status."""
        recursive = self._request.folders == "recurse"
        named = self._request.named
        for name in names or ["" if recursive else "-"]:
            folder = recursive and self._is_folder(name or ".")
            self._printer.named = (len(names) > 1 or folder) if named is None else named
            if folder:
                self._folder(name)
            else:
                self._file(name)
            if self._found and self._quiet:
                return 0
        return EXIT_TROUBLE if self._trouble else 0 if self._found else 1

    def _is_folder(self, path: str) -> bool:
        try:
            return path != "-" and S_ISDIR(self._p.sys.stat(path).mode)
        except OSError:
            return False

    def _folder(self, path: str) -> None:
        """Search all files of a folder and of those in it."""
        try:
            names = self._p.sys.getdents(path or ".")
        except OSError as failed:
            self._fail(path, failed)
            return
        base = path if path.endswith("/") or not path else f"{path}/"
        follow = "R" in self._request.flags
        for name in names:
            try:
                mode = (self._p.sys.stat if follow else self._p.sys.lstat)(base + name).mode
            except OSError as failed:
                self._fail(base + name, failed)
                continue
            if S_ISDIR(mode):
                if not any(fnmatchcase(name, glob) for glob in self._request.globs["exclude-dir"]):
                    self._folder(base + name)
            elif S_ISREG(mode):
                self._file(base + name)

    def _wanted(self, path: str) -> bool:
        """Whether --include and --exclude let a file pass."""
        globs, name = self._request.globs, path.rpartition("/")[2]
        if any(fnmatchcase(name, glob) for glob in globs["exclude"]):
            return False
        return not globs["include"] or any(fnmatchcase(name, glob) for glob in globs["include"])

    def _file(self, path: str) -> None:
        if path != "-" and not self._wanted(path):
            return
        try:
            with opened(self._p, path) as fd:
                shown = self._request.label if path == "-" else path
                if self._is_output(fd):
                    self._out.error(f"{shown}: input file is also the output")
                    self._trouble = True
                    return
                search = Search(self._p, self._request, self._out, self._matcher, self._printer, fd, shown)
                self._found |= search.run(lambda failed: self._unread(path, failed))
        except WriteError:
            raise
        except OSError as failed:
            self._fail(path, failed)

    def _unread(self, path: str, failed: OSError) -> bool:
        """A file can be opened and not read, as a folder; whether it counts as one without lines."""
        tells = failed.errno != Errno.EISDIR or self._request.folders == "read"
        if tells:
            self._fail(path, failed)
        return tells

    def _is_output(self, fd: int) -> bool:
        """Whether grep would read what it prints, without end."""
        if self._request.flags & {"q", "l", "L"} or 0 <= self._request.most <= 1:
            return False
        source, target = self._p.sys.fstat(fd), self._p.sys.fstat(1)
        return S_ISREG(target.mode) and source.ino == target.ino

    def _fail(self, path: str, failed: OSError) -> None:
        self._trouble = True
        if "s" not in self._request.flags:
            self._out.error(f"{path}: {failed.strerror}")
