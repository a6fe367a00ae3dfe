"""diff: compare files line by line (GNU diffutils 3.8)."""

import re
from collections.abc import Callable, Iterator, Sequence

from kshell.uapi.fcntl import S_ISDIR
from kshell.uapi.syscalls import CLOCK_REALTIME
from kshell.userland import diffutils
from kshell.userland.diffutils import TROUBLE, formats
from kshell.userland.diffutils.edits import Hunk, hunks
from kshell.userland.libc.localtime import gmtime, strftime
from kshell.userland.libc.stdout import Stdout
from kshell.userland.process import Process

USAGE = """\
Usage: {name} [OPTION]... FILES
Compare FILES line by line.

Mandatory arguments to long options are mandatory for short options too.
      --normal                  output a normal diff (the default)
  -q, --brief                   report only when files differ
  -s, --report-identical-files  report when two files are the same
  -c, -C NUM, --context[=NUM]   output NUM (default 3) lines of copied context
  -u, -U NUM, --unified[=NUM]   output NUM (default 3) lines of unified context

  -r, --recursive                 recursively compare any subdirectories found
  -N, --new-file                  treat absent files as empty
      --label LABEL             use LABEL instead of file name and timestamp

  -i, --ignore-case               ignore case differences in file contents
  -b, --ignore-space-change       ignore changes in the amount of white space
  -w, --ignore-all-space          ignore all white space
  -B, --ignore-blank-lines        ignore changes where lines are all blank

  -a, --text                      treat all files as text
      --help               display this help and exit
  -v, --version            output version information and exit

FILES are 'FILE1 FILE2' or 'DIR1 DIR2' or 'DIR FILE' or 'FILE DIR'.
If a FILE is '-', read standard input.
Exit status is 0 if inputs are the same, 1 if different, 2 if trouble.
"""
LONG = {
    "normal": "normal",
    "brief": "q",
    "report-identical-files": "s",
    "context=?": "C",
    "unified=?": "U",
    "recursive": "r",
    "new-file": "N",
    "label=": "label",
    "ignore-case": "i",
    "ignore-space-change": "b",
    "ignore-all-space": "w",
    "ignore-blank-lines": "B",
    "text": "a",
}
DEFAULT_CONTEXT = 3
DIFFERENT = 1


def main(p: Process) -> int:
    parsed = diffutils.parse(p, "qscC:uU:rNibwBav", LONG, USAGE)
    if isinstance(parsed, int):
        return parsed
    options, operands = parsed
    given = dict(options)
    if "v" in given:
        p.out("diff (GNU diffutils) 3.8\n")
        return 0
    for letter in ("C", "U"):
        if given.get(letter) and not given[letter].isdigit():
            return diffutils.refuse(p, f"invalid context length '{given[letter]}'")
    if len(operands) < 2:
        return diffutils.refuse(p, f"missing operand after '{operands[0] if operands else p.name}'")
    if len(operands) > 2:
        return diffutils.refuse(p, f"extra operand '{operands[2]}'")
    with Stdout(p) as out:
        comparison = Comparison(p, out, given, [value for letter, value in options if letter == "label"])
        return comparison.paths(operands[0], operands[1])


class Comparison:
    """One run: what counts as equal, and how changes are shown."""

    def __init__(self, p: Process, out: Stdout, given: dict[str, str], labels: list[str]) -> None:
        self._p = p
        self._out = out
        self._given = given
        self._labels = labels

    def paths(self, first: str, second: str) -> int:
        """Compare what the operands name; the status."""
        modes = self._mode(first), self._mode(second)
        if modes[0] is None or modes[1] is None:
            absent = "N" in self._given and modes != (None, None)
            if not absent:
                return self._missing(first, second, modes)
        folders = [mode is not None and S_ISDIR(mode) for mode in modes]
        if all(folders):
            return self._folders(first, second)
        if folders[0]:
            first = f"{first.rstrip('/')}/{second.rpartition('/')[2]}"
        elif folders[1]:
            second = f"{second.rstrip('/')}/{first.rpartition('/')[2]}"
        if any(folders):
            return self.paths(first, second)
        return self._files(first, second)

    def _missing(self, first: str, second: str, modes: tuple[int | None, int | None]) -> int:
        for name, mode in zip((first, second), modes, strict=True):
            if mode is None:
                self._out.error(f"{name}: No such file or directory")
        return TROUBLE

    def _mode(self, name: str) -> int | None:
        if name == "-":
            return 0
        try:
            return self._p.sys.stat(name).mode
        except OSError:
            return None

    def _folders(self, first: str, second: str) -> int:
        """Compare the files of two folders that have the same name."""
        status = 0
        names = [set(self._p.sys.getdents(folder)) for folder in (first, second)]
        for name in sorted(names[0] | names[1]):
            paths = f"{first.rstrip('/')}/{name}", f"{second.rstrip('/')}/{name}"
            if name not in names[0] & names[1] and "N" not in self._given:
                self._out.write(f"Only in {first if name in names[0] else second}: {name}\n")
                status = max(status, DIFFERENT)
            elif all(S_ISDIR(self._mode(path) or 0) for path in paths):
                if "r" in self._given:
                    status = max(status, self._folders(*paths))
                else:
                    self._out.write(f"Common subdirectories: {paths[0]} and {paths[1]}\n")
            else:
                status = max(status, self._files(*paths, inside=True))
        return status

    def _files(self, first: str, second: str, *, inside: bool = False) -> int:
        texts = list[bytes]()
        for name in (first, second):
            try:
                texts.append(self._read(name))
            except OSError as failed:
                self._out.error(f"{name}: {failed.strerror}")
                return TROUBLE
        if "a" not in self._given and any(b"\0" in text for text in texts) and texts[0] != texts[1]:
            self._out.write(f"Binary files {first} and {second} differ\n")
            return DIFFERENT
        lines = [text.splitlines(keepends=True) if b"\r" not in text else _lines(text) for text in texts]
        found = self._hunks(lines[0], lines[1])
        if not found:
            if "s" in self._given:
                self._out.write(f"Files {first} and {second} are identical\n")
            return 0
        if "q" in self._given:
            self._out.write(f"Files {first} and {second} differ\n")
            return DIFFERENT
        if inside:
            words = [word for word in self._p.args if word.startswith("-") and len(word) > 1]
            self._out.write(" ".join(["diff", *words, first, second]) + "\n")
        for piece in self._shown((first, second), lines, found):
            self._out.write_bytes(piece)
        return DIFFERENT

    def _read(self, name: str) -> bytes:
        if name == "-":
            return self._p.read_all(0)
        if "N" in self._given and self._mode(name) is None:
            return b""
        return self._p.read_file(name)

    def _hunks(self, first: list[bytes], second: list[bytes]) -> list[Hunk]:
        key = self._key()
        found = hunks([key(line) for line in first], [key(line) for line in second])
        if "B" in self._given:
            blank = [h for h in found if not any(line.strip() for line in first[h.a : h.a_end] + second[h.b : h.b_end])]
            found = [hunk for hunk in found if hunk not in blank]
        return found

    def _key(self) -> Callable[[bytes], bytes]:
        """What of a line is compared."""

        def key(line: bytes) -> bytes:
            if "w" in self._given:
                line = re.sub(rb"\s", b"", line)
            elif "b" in self._given:
                line = re.sub(rb"\s+", b" ", line.rstrip())
            return line.lower() if "i" in self._given else line

        return key

    def _shown(self, names: tuple[str, str], lines: Sequence[list[bytes]], found: list[Hunk]) -> Iterator[bytes]:
        given = self._given
        for marks, show, letters, form in (
            (("---", "+++"), formats.unified, "uU", "%F %T.%N %z"),
            (("***", "---"), formats.context, "cC", "%a %b %e %T %Y"),
        ):
            if set(letters) & given.keys():
                for number, (mark, name) in enumerate(zip(marks, names, strict=True)):
                    yield f"{mark} {self._heading(name, number, form)}\n".encode()
                size = given.get(letters[1]) or str(DEFAULT_CONTEXT)
                yield from show(lines[0], lines[1], found, int(size))
                return
        yield from formats.normal(lines[0], lines[1], found)

    def _heading(self, name: str, number: int, form: str) -> str:
        """The name and time of a file, or the label in their place."""
        if number < len(self._labels):
            return self._labels[number]
        if name == "-":
            time = self._p.sys.clock_gettime(CLOCK_REALTIME)
        else:
            time = self._p.sys.stat(name).mtime if self._mode(name) is not None else 0
        return f"{name}\t{strftime(form, gmtime(time))}"


def _lines(text: bytes) -> list[bytes]:
    parts = text.split(b"\n")
    return [part + b"\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])
