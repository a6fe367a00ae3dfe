"""bash's command line (bash shell.c, parse_long_options, parse_shell_options)."""

from kshell.shell.options import LETTERS
from kshell.userland.process import Process

GNU_OPTIONS = (
    "debug debugger dump-po-strings dump-strings help init-file login noediting noprofile norc posix pretty-print "
    "rcfile restricted verbose version"
)
USAGE = f"""\
Usage:\tbash [GNU long option] [option] ...
\tbash [GNU long option] [option] script-file ...
GNU long options:
{"".join(f"{chr(9)}--{name}{chr(10)}" for name in GNU_OPTIONS.split())}Shell options:
\t-ilrsD or -c command or -O shopt_option\t\t(invocation only)
\t-abefhkmnptuvxBCEHPT or -o option
"""
LONG_OPTIONS = {
    "--login": "l", "--noprofile": "", "--norc": "", "--posix": "", "--noediting": "", "--verbose": "v",
    "--restricted": "",
}  # fmt: skip


class Invocation:
    """The command line: ``letters`` are single options, ``command`` belongs to -c, ``words`` are what is left."""

    def __init__(self, p: Process) -> None:
        self.letters = ""
        self.switches: list[tuple[str, str]] = []
        self.wants_command = False
        self.about = ""
        self.long: set[str] = set()
        self.rcfile = ""
        self.problem = ""
        self.words = self._read(list(p.args))

    def _read(self, words: list[str]) -> list[str]:
        while words and words[0][:1] in ("-", "+"):
            word = words.pop(0)
            if word in ("--", "-"):
                break
            if word in ("--version", "--help"):
                self.about = word
            elif word in ("--rcfile", "--init-file") and words:
                self.rcfile = words.pop(0)
            elif word in LONG_OPTIONS:
                self.letters += LONG_OPTIONS[word]
                self.long.add(word[2:])
            elif word.startswith("--"):
                self.problem = f"{word}: invalid option"
                return words
            else:
                self._short(word, words)
        return words

    def _short(self, word: str, words: list[str]) -> None:
        for letter in word[1:]:
            if letter == "c":
                self.wants_command = True
            elif letter in "oO":
                self.switches.append((word[0] + letter, words.pop(0) if words else ""))
            elif letter in LETTERS or letter in "ilsrD":
                self.letters += letter if word[0] == "-" else ""
                self.switches += [("+o", LETTERS[letter])] if word[0] == "+" and letter in LETTERS else []
            else:
                self.problem = f"{word[0]}{letter}: invalid option"
