r"""Prompts: PS1 with its escapes, such as ``\u@\h:\w\$`` (bash(1), PROMPTING)."""

from typing import TYPE_CHECKING

from kshell.shell.control import Discard, Exit
from kshell.shell.expand.strings import expand_quoted
from kshell.shell.syntax.buffer import Lines
from kshell.shell.syntax.context import HERE_DOCUMENT
from kshell.shell.syntax.parser import Parser
from kshell.shell.syntax.problem import SyntaxProblem, Unfinished
from kshell.shell.syntax.word import Word
from kshell.userland.libc.localtime import gmtime, strftime

if TYPE_CHECKING:
    from kshell.shell.shell import Shell

SIMPLE = {"n": "\n", "r": "\r", "a": "\a", "e": "\x1b", "\\": "\\", "[": "", "]": "", "s": "bash", "v": "5.2",
          "V": "5.2.15"}  # fmt: skip
FORMATS = {"d": "%a %b %d", "t": "%H:%M:%S", "T": "%I:%M:%S", "@": "%I:%M %p", "A": "%H:%M"}


def prompt(shell: "Shell", name: str) -> str:
    """The prompt in a variable, ready to be shown."""
    text = shell.variables.get(name)
    return decode_prompt(shell, text) if text else ""


def decode_prompt(shell: "Shell", text: str) -> str:
    """A prompt's text with its escapes and expansions worked out."""
    out, at = "", 0
    while at < len(text):
        if text[at] != "\\" or at + 1 >= len(text):
            out += text[at]
            at += 1
            continue
        letter = text[at + 1]
        if letter in "01234567":
            digits = text[at + 1 : at + 4]
            out += chr(int(digits, 8)) if len(digits) == 3 and all(d in "01234567" for d in digits) else "\\" + letter
            at += 4 if len(digits) == 3 else 2
            continue
        if letter == "D" and text.startswith("{", at + 2) and (end := text.find("}", at)) > 0:
            out += _time(shell, text[at + 3 : end] or "%X")
            at = end + 1
            continue
        out += _escape(shell, letter)
        at += 2
    return _expanded(shell, out) if shell.options.shopt["promptvars"] and ("$" in out or "`" in out) else out


def _escape(shell: "Shell", letter: str) -> str:
    if letter in SIMPLE:
        return SIMPLE[letter]
    if letter in FORMATS:
        return _time(shell, FORMATS[letter])
    if letter in "wW":
        return _directory(shell, short=letter == "W")
    if letter == "u":
        return _user(shell)
    if letter in "hH":
        host = shell.sys.uname().nodename
        return host.partition(".")[0] if letter == "h" else host
    if letter == "$":
        return "$" if shell.sys.getuid() else "#"
    if letter in "!#":
        return str(shell.variables.get("HISTCMD")) if letter == "!" else str(shell.command_number)
    if letter == "j":
        return str(len(shell.jobs.jobs))
    if letter == "l":
        return shell.sys.ttyname(0).rpartition("/")[2] if shell.sys.isatty(0) else "tty"
    return "\\" + letter


def _user(shell: "Shell") -> str:
    uid = str(shell.sys.getuid())
    try:
        accounts = shell.p.read_text("/etc/passwd").splitlines()
    except OSError:
        accounts = []
    names = [fields[0] for line in accounts if len(fields := line.split(":")) > 2 and fields[2] == uid]
    return names[0] if names else "I have no name!"


def _directory(shell: "Shell", *, short: bool) -> str:
    here, home = shell.variables.get("PWD") or shell.sys.getcwd(), shell.variables.get("HOME") or ""
    return here.rpartition("/")[2] if short and here not in (home, "/") else shell.polite(here)


def _time(shell: "Shell", form: str) -> str:
    return strftime(form, gmtime(shell.sys.clock_gettime(0)))


def _expanded(shell: "Shell", text: str) -> str:
    """Expansions, as in double quotes; $? stays."""
    status = shell.status
    try:
        return expand_quoted(shell, Word(text, Parser(Lines(text, exact=True)).words.read(HERE_DOCUMENT)))
    except (SyntaxProblem, Unfinished, Discard, Exit):
        return text
    finally:
        shell.status = status
