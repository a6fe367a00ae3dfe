"""env: run a program in a changed environment, or show the environment (coreutils 9.1)."""

from kshell.userland import coreutils
from kshell.userland.libc.execvp import execvp, status_of
from kshell.userland.process import Process

USAGE = """\
Usage: {name} [OPTION]... [-] [NAME=VALUE]... [COMMAND [ARG]...]
Set each NAME to VALUE in the environment and run COMMAND.

  -i, --ignore-environment  start with an empty environment
  -0, --null           end each output line with NUL, not newline
  -u, --unset=NAME     remove variable from the environment
  -C, --chdir=DIR      change working directory to DIR
      --help        display this help and exit
      --version     output version information and exit

A mere - implies -i.  If no COMMAND, print the resulting environment.
"""
LONG = ("ignore-environment", "null", "unset=", "chdir=")
EXIT_CANCELED = 125


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "i0u:C:", LONG, USAGE, failure=EXIT_CANCELED, permute=False)
    if isinstance(parsed, int):
        return parsed
    options, words = parsed
    given = dict(options)
    empty = bool({"-i", "--ignore-environment"} & given.keys()) or words[:1] == ["-"]
    env = {} if empty else dict(p.env)
    for option, name in options:
        if option in ("-u", "--unset"):
            if not name or "=" in name:
                return _fail(p, f"cannot unset '{name}': Invalid argument")
            env.pop(name, None)
    words = words[1:] if words[:1] == ["-"] else words
    while words and "=" in words[0]:
        name, _, value = words.pop(0).partition("=")
        env[name] = value
    end = "\0" if {"-0", "--null"} & given.keys() else "\n"
    folder = given.get("-C", given.get("--chdir"))
    if not words:
        p.out("".join(f"{name}={value}{end}" for name, value in env.items()))
        return 0
    return _run(p, words, env, folder)


def _run(p: Process, words: list[str], env: dict[str, str], folder: str | None) -> int:
    """Become the program; its absence gives a message and the status to exit with."""
    if folder is not None:
        try:
            p.sys.chdir(folder)
        except OSError as failed:
            return _fail(p, f"cannot change directory to '{folder}': {failed.strerror}")
    try:
        execvp(p, words, env)
    except OSError as failed:
        p.err(f"env: '{words[0]}': {failed.strerror}\n")
        if " " in words[0]:
            p.err("env: use -[v]S to pass options in shebang lines\n")
        return status_of(failed)


def _fail(p: Process, text: str) -> int:
    p.err(f"env: {text}\n")
    return EXIT_CANCELED
