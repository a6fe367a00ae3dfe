"""The files that a shell reads when it starts and when it ends (bash(1), INVOCATION)."""

from kshell.shell.execute.sourcing import run_sourced
from kshell.shell.expand.strings import expand_string
from kshell.shell.input import script_text
from kshell.shell.invocation import Invocation
from kshell.shell.shell import Shell
from kshell.shell.syntax.buffer import Lines
from kshell.shell.syntax.parser import Parser

PROFILES = ("~/.bash_profile", "~/.bash_login", "~/.profile")


def read_startup_files(shell: Shell, asked: Invocation) -> None:
    """Those of a login shell, of an interactive one, or the one that a script's $BASH_ENV names."""
    if shell.login:
        if "noprofile" not in asked.long:
            _read(shell, "/etc/profile")
            any(_read(shell, profile) for profile in PROFILES)
    elif shell.interactive:
        if "norc" not in asked.long:
            _read(shell, "/etc/bash.bashrc")
            _read(shell, asked.rcfile or "~/.bashrc")
    elif (name := shell.variables.get("BASH_ENV")) and (word := Parser(Lines(name)).peek().word) is not None:
        _read(shell, expand_string(shell, word))


def read_logout_file(shell: Shell) -> None:
    """That of a login shell that ends."""
    if shell.login and shell.interactive:
        _read(shell, "~/.bash_logout")


def _read(shell: Shell, path: str) -> bool:
    """Run a file if it is there; whether it is."""
    path = (shell.home("") or "") + path[1:] if path.startswith("~/") else path
    try:
        data = shell.p.read_file(path)
    except OSError:
        return False
    run_sourced(shell, path, script_text(data), [])
    return True
