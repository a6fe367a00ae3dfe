"""The rows of ``ps`` and ``top``: which column holds what, and which rows are the machine's own tasks."""

import re
from collections.abc import Iterator

_FORMS = [  # of ps without its header, as behind grep and tail
    (re.compile(regex), columns.split())
    for regex, columns in [
        (r"ps \S*aux|ps .* u$", "USER PID %CPU %MEM VSZ RSS TTY STAT START TIME COMMAND"),
        (r"ps -elf", "F S UID PID PPID C PRI NI ADDR SZ WCHAN STIME TTY TIME CMD"),
        (r"ps -eLf", "UID PID PPID LWP C NLWP STIME TTY TIME CMD"),
        (r"ps .*-e?f\b", "UID PID PPID C STIME TTY TIME CMD"),
        (r"ps ax", "PID TTY STAT TIME COMMAND"),
        (r"\bps\b", "PID TTY TIME CMD"),
    ]
]
_HEADER = re.compile(r"[A-Z%+ ]*\bPID\b[A-Z%+ ]*")
_PIDS = frozenset({"PID", "PPID", "TID", "LWP", "SPID", "PGID", "SID"})
_VARY = frozenset("C %CPU PCPU %MEM PMEM VSZ RSS SZ PSR VIRT RES SHR TIME TIME+".split())
_NAMES = ("COMMAND", "CMD", "COMM", "ARGS")
_OWN = re.compile(  # threads that Linux begins at boot, in numbers that depend on the machine, and its first program
    "kthreadd|rcu_|slub_|netns|kworker|mm_percpu|ksoftirqd|migration|cpuhp|kdevtmpfs|inet_frag|kauditd|khungtaskd|"
    "oom_reaper|writeback|kcompactd|ksmd|khugepaged|kintegrityd|kblockd|blkcg_|tpm_dev|edac|devfreq|quota_|kswapd|"
    r"kthrotld|acpi_|mld\b|ipv6_|kstrp|zswap|idle_inject|watchdog|init\b|(/usr)?(/sbin|/bin/bash )?/init"
)


_OWN_FOLDER = re.compile(r"dr-xr-xr-x +\d+ \S+ +\S+ +0 .* \d+")  # in ls -l /proc


class Table:
    """Follows the lines of a terminal: a header says what the columns are, another command ends the table."""

    def __init__(self) -> None:
        self._command = ""
        self._columns: list[str] = []

    def cells(self, text: str, command: str) -> Iterator[tuple[int, int, str]]:
        """The cells of a row that vary: from, to, kind."""
        for name, cell in self._row(text, command).items():
            if name in _PIDS and cell[0].isdigit():
                yield (*cell.span(), "pid")
            elif name in _VARY:
                yield (*cell.span(), "cell")

    def own(self, text: str, command: str) -> bool:
        """True for the row of a task that the machine has begun for itself."""
        if "ls -l /proc" in command and _OWN_FOLDER.fullmatch(text):
            return True
        row = self._row(text, command)
        command_cell = next((row[name] for name in _NAMES if name in row), None)
        if not row:
            return False
        return row["PID"][0] == "1" or (
            command_cell is not None and _OWN.match(text[command_cell.start() :].lstrip("\\_ [")) is not None
        )

    def _row(self, text: str, command: str) -> dict[str, re.Match[str]]:
        """The cells of a row by their columns' names; nothing if it is no row of a table."""
        if command != self._command:
            self._command, self._columns = command, _columns(command)
        if _HEADER.fullmatch(text):
            self._columns = text.split()
            return {}
        cells = dict(zip(self._columns, re.finditer(r"\S+", text), strict=False))
        whole = bool(self._columns) and len(cells) == len(self._columns)
        return cells if whole and "PID" in cells and cells["PID"][0].isdigit() else {}


def _columns(command: str) -> list[str]:
    """The columns of ps, as far as its options tell."""
    if not re.search(r"\bps\b", command):
        return []
    if asked := re.findall(r" -\w*o ([\w,:=%]+)", command):
        return [column.split(":")[0].strip("=").upper() for column in ",".join(asked).split(",")]
    return next(columns for regex, columns in _FORMS if regex.search(command))
