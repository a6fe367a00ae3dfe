"""echo: print a line of text (coreutils 9.1; at the prompt the shell's own echo answers)."""

from kshell.userland.coreutils.escapes import unescaped
from kshell.userland.process import Process

USAGE = """\
Usage: {name} [SHORT-OPTION]... [STRING]...
  or:  {name} LONG-OPTION
Echo the STRING(s) to standard output.

  -n             do not output the trailing newline
  -e             enable interpretation of backslash escapes
  -E             disable interpretation of backslash escapes (default)
      --help        display this help and exit
      --version     output version information and exit
"""


def main(p: Process) -> int:
    if p.args == ["--help"]:
        p.out(USAGE.format(name=p.name))
        return 0
    if p.args == ["--version"]:
        p.out("echo (GNU coreutils) 9.1\n")
        return 0
    words, newline, escapes = p.args, True, False
    while words and words[0][:1] == "-" and words[0] != "-" and set(words[0][1:]) <= set("neE"):
        for letter in words[0][1:]:
            newline = newline and letter != "n"
            escapes = escapes if letter == "n" else letter == "e"
        words = words[1:]
    text, ended = unescaped(" ".join(words)) if escapes else (" ".join(words), False)
    p.out(text + ("\n" if newline and not ended else ""))
    return 0
