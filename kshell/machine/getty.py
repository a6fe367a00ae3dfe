"""What process 1 does for each terminal: a shell, and another when it has gone."""

from kshell.kernel.kernel import Kernel
from kshell.machine.terminal import Terminal
from kshell.uapi.fcntl import O_RDWR

PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
SHELL = "/usr/bin/bash"
USERS = {"root": (0, 0, "/root"), "user": (1000, 1000, "/home/user")}


def environment(user: str, term: str) -> dict[str, str]:
    """The environment that a login gives."""
    home = USERS[user][2]
    return {
        "HOME": home,
        "LOGNAME": user,
        "PATH": PATH,
        "SHELL": SHELL,
        "TERM": term,
        "USER": user,
        "LANG": "C.UTF-8",
    }


class Getty:
    """Keeps one terminal supplied with a shell."""

    def __init__(self, kernel: Kernel, terminal: Terminal, term: str) -> None:
        self._kernel = kernel
        self._terminal = terminal
        self._term = term
        self._tty = terminal.tty

    def start(self) -> None:
        """Called in the context of process 1."""
        self._kernel.calls.fork(self._respawn)

    def _respawn(self) -> int:
        calls = self._kernel.calls
        while self._tty is not None and not self._tty.hung_up:
            _, status = calls.waitpid(calls.fork(self._login))
            self._terminal.logged_out(status)
        return 0

    def _login(self) -> int:
        kernel, calls = self._kernel, self._kernel.calls
        uid, gid, home = USERS[self._terminal.user]
        task, tty = kernel.sched.current, self._tty
        calls.setsid()
        if tty is not None and task.files is not None:
            task.tty = tty
            tty.session = tty.foreground = task.pid
            file = self._terminal.file(O_RDWR)
            for _ in range(3):
                task.files.install(file)
        if uid:
            calls.setgid(gid)
            calls.setuid(uid)
        calls.chdir(home)
        calls.execve(SHELL, ["bash"], environment(self._terminal.user, self._term))
