"""nohup: run a program that ignores hangups (coreutils 9.1)."""

from kshell.uapi.fcntl import O_APPEND, O_CREAT, O_WRONLY
from kshell.uapi.signals import Signal
from kshell.uapi.syscalls import SIG_IGN
from kshell.userland import coreutils
from kshell.userland.libc.execvp import execvp, status_of
from kshell.userland.process import Process

USAGE = """\
Usage: {name} COMMAND [ARG]...
  or:  {name} OPTION
Run COMMAND, ignoring hangup signals.

      --help        display this help and exit
      --version     output version information and exit

If standard input is a terminal, redirect it from an unreadable file.
If standard output is a terminal, append output to 'nohup.out' if possible,
'$HOME/nohup.out' otherwise.
If standard error is a terminal, redirect it to standard output.
To save output to FILE, use '{name} COMMAND > FILE'.
"""
EXIT_CANCELED = 125


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "", (), USAGE, failure=EXIT_CANCELED, permute=False)
    if isinstance(parsed, int):
        return parsed
    command = parsed[1]
    if not command:
        return coreutils.refuse(p, "missing operand", EXIT_CANCELED)
    ignoring, output, errors = (p.sys.isatty(fd) for fd in (0, 1, 2))
    if ignoring:
        p.sys.dup2(p.sys.open("/dev/null", O_WRONLY), 0)
        if not output:
            p.err("nohup: ignoring input" + (" and redirecting stderr to stdout\n" if errors else "\n"))
    if output:
        name = _redirect(p, ignoring=ignoring)
        if not name:
            return EXIT_CANCELED
    if errors:
        saved = p.sys.fcntl_dupfd(2, 3)
        p.sys.dup2(1, 2)
    p.sys.sigaction(Signal.SIGHUP, SIG_IGN)
    try:
        execvp(p, command, p.env)
    except OSError as failed:
        text = f"nohup: failed to run command '{command[0]}': {failed.strerror}\n"
        p.write(saved if errors else 2, text.encode())
        return status_of(failed)


def _redirect(p: Process, *, ignoring: bool) -> str:
    """Let output go to nohup.out; its name, or nothing after a message."""
    for name in ("nohup.out", p.env.get("HOME", "") + "/nohup.out"):
        try:
            p.sys.dup2(p.sys.open(name, O_WRONLY | O_CREAT | O_APPEND, 0o600), 1)
        except OSError as failed:
            p.err(f"nohup: failed to open '{name}': {failed.strerror}\n")
        else:
            p.err(f"nohup: {'ignoring input and ' if ignoring else ''}appending output to '{name}'\n")
            return name
    return ""
