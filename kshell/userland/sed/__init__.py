"""sed: edit a stream of lines (GNU sed 4.9)."""

import re

from kshell.uapi.fcntl import S_ISREG
from kshell.userland.libc import getopt
from kshell.userland.libc.long_options import short_names
from kshell.userland.libc.stdout import Stdout
from kshell.userland.process import Process, WriteError
from kshell.userland.sed.commands import BadScript, Command
from kshell.userland.sed.input import Input, Trouble
from kshell.userland.sed.run import Quit, Runner
from kshell.userland.sed.script import parse_script

USAGE = """\
Usage: {name} [OPTION]... {{script-only-if-no-other-script}} [input-file]...

  -n, --quiet, --silent
                 suppress automatic printing of pattern space
  -e script, --expression=script
                 add the script to the commands to be executed
  -f script-file, --file=script-file
                 add the contents of script-file to the commands to be executed
  -i[SUFFIX], --in-place[=SUFFIX]
                 edit files in place (makes backup if SUFFIX supplied)
  -E, -r, --regexp-extended
                 use extended regular expressions in the script
                 (for portability use POSIX -E).
  -s, --separate
                 consider files as separate rather than as a single,
                 continuous long stream.
  -u, --unbuffered
                 load minimal amounts of data from the input files and flush
                 the output buffers more often
  -z, --null-data
                 separate lines by NUL characters
      --help     display this help and exit
      --version  output version information and exit

If no -e, --expression, -f, or --file option is given, then the first
non-option argument is taken as the sed script to interpret.  All
remaining arguments are names of input files; if no input files are
specified, then the standard input is read.
"""
LONG = {
    "quiet": "n",
    "silent": "n",
    "expression=": "e",
    "file=": "f",
    "in-place=?": "i",
    "regexp-extended": "E",
    "separate": "s",
    "unbuffered": "u",
    "null-data": "z",
    "help": "help",
    "version": "version",
}
EXIT_BAD_USAGE, EXIT_BAD_INPUT, EXIT_PANIC = 1, 2, 4


class Wrong(Exception):
    """A script or file that sed refuses; the text is the message."""

    def __init__(self, text: str, status: int) -> None:
        super().__init__(text)
        self.status = status


def main(p: Process) -> int:
    words = _words(p.args)
    try:
        options, operands = getopt.parse(words, "ne:f:Ersuz", tuple(LONG))
    except getopt.UsageError as error:
        p.err(f"{p.argv[0]}: {error}\n" + USAGE.format(name=p.argv[0]))
        return EXIT_BAD_USAGE
    named = short_names(options, LONG)
    given = dict(named)
    if given.keys() & {"help", "version"}:
        p.out(USAGE.format(name=p.argv[0]) if "help" in given else "sed (GNU sed) 4.9\n")
        return 0
    scripts = [(letter, value) for letter, value in named if letter in "ef"]
    if not scripts:
        if not operands:
            p.err(USAGE.format(name=p.argv[0]))
            return EXIT_BAD_USAGE
        scripts = [("e", operands.pop(0))]
    flags = {"E" if letter == "r" else letter for letter in given}
    try:
        commands, quiet = _compile(p, scripts, extended="E" in flags)
        flags |= {"n"} if quiet else set()
        return _edit(p, commands, operands or ["-"], flags, given.get("i"))
    except Wrong as wrong:
        p.err(f"{p.argv[0]}: {wrong}\n")
        return wrong.status


def _words(args: list[str]) -> list[str]:
    """The arguments with ``-i.bak`` and ``-ni`` spelled as the long option, whose argument may be missing."""
    words: list[str] = []
    for word in args:
        cluster = re.fullmatch(r"-([nErsuz]*)i(.*)", word, re.DOTALL)
        if cluster is None or "--" in words:
            words.append(word)
        else:
            words += [f"-{cluster[1]}"] if cluster[1] else []
            words.append(f"--in-place={cluster[2]}")
    return words


def _compile(p: Process, scripts: list[tuple[str, str]], *, extended: bool) -> tuple[list[Command], bool]:
    """The commands of all scripts, and whether the first line asks for -n; Wrong."""
    texts = []
    for letter, value in scripts:
        try:
            texts.append((p.read_all(0).decode() if value == "-" else p.read_text(value)) if letter == "f" else value)
        except OSError as failed:
            raise Wrong(f"couldn't open file {value}: {failed.strerror}", EXIT_PANIC) from None
    script = "\n".join(
        text.removesuffix("\n") if letter == "f" else text for text, (letter, _) in zip(texts, scripts, strict=True)
    )
    quiet = script.startswith("#n\n") or script == "#n"
    try:
        return parse_script(script, extended=extended), quiet
    except BadScript as bad:
        if bad.at < 0:
            raise Wrong(str(bad), EXIT_PANIC) from None
        raise Wrong(f"{_place(bad.at, texts, scripts)}: {bad}", EXIT_BAD_USAGE) from None


def _place(at: int, texts: list[str], scripts: list[tuple[str, str]]) -> str:
    """Where in the scripts an error was found."""
    expression = 0
    for text, (letter, value) in zip(texts, scripts, strict=True):
        expression += letter == "e"
        if at <= len(text) or text is texts[-1]:
            if letter == "f":
                return f"file {value} line {text[:at].count(chr(10)) + 1}"
            return f"-e expression #{expression}, char {at}"
        at -= len(text) + 1
    return ""


def _edit(p: Process, commands: list[Command], names: list[str], flags: set[str], suffix: str | None) -> int:
    """Edit the files, in one stream or each by itself; the exit status. Wrong."""
    try:
        with Stdout(p, unbuffered="u" in flags) as out:
            return _edit_all(p, Runner(p, commands, flags), names, flags, suffix, out)
    except Trouble as trouble:
        raise Wrong(str(trouble), trouble.status) from None
    except WriteError as failed:
        raise Wrong(f"couldn't flush stdout: {failed.strerror}", EXIT_PANIC) from None


def _edit_all(p: Process, runner: Runner, names: list[str], flags: set[str], suffix: str | None, out: Stdout) -> int:
    status = 0
    try:
        if suffix is None:
            source = Input(p, names, flags)
            status = runner.run(source, out.write)
            return max(status, source.status)
        for name in names:
            status = max(status, _edit_file(p, runner, name, flags, suffix))
    except Quit as quit_:
        return quit_.status
    return status


def _edit_file(p: Process, runner: Runner, name: str, flags: set[str], suffix: str) -> int:
    """Put what becomes of a file in its place; the exit status. Quit, Trouble."""
    try:
        mode = p.sys.stat(name).mode
    except OSError as failed:
        p.err(f"{p.argv[0]}: can't read {name}: {failed.strerror}\n")
        return EXIT_BAD_INPUT
    if not S_ISREG(mode):
        p.err(f"{p.argv[0]}: couldn't edit {name}: not a regular file\n")
        return EXIT_PANIC
    text: list[str] = []
    ended: Quit | None = None
    before = p.read_text(name)
    source = Input(p, [name], flags)
    try:
        status = runner.run(source, text.append)
    except Quit as quit_:
        ended, status = quit_, quit_.status
    if suffix:
        folder, slash, base = name.rpartition("/")
        backup = suffix.replace("*", base) if "*" in suffix else base + suffix
        p.write_file(backup if "/" in backup else folder + slash + backup, before)
    p.write_file(name, "".join(text))
    if ended is not None:
        raise ended
    return max(status, source.status)
