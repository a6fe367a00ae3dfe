"""kill (bash builtins/kill.def)."""

from kshell.shell.builtins.call import Call, Usage
from kshell.shell.jobs.spec import find_job
from kshell.shell.traps import signal_name, signal_number
from kshell.uapi.signals import SIGRTMAX, Signal

_PER_ROW = 5


def _kill(call: Call) -> int:
    rest, name = list(call.args), "TERM"
    if not rest:
        raise Usage
    while rest and rest[0].startswith("-") and len(rest[0]) > 1:
        word = rest.pop(0)
        if word in ("-l", "-L"):
            return _list(call, rest)
        if word == "--":
            break
        if word in ("-s", "-n"):
            if not rest:
                call.complain(f"{word}: option requires an argument")
                return 1
            name = rest.pop(0)
        elif word[:2] in ("-s", "-n") and signal_number(word[1:]) is None:
            name = word[2:]
        else:
            name = word[1:]
        if rest[:1] == ["--"]:
            rest.pop(0)
        break
    number = signal_number(name)
    if number is None:
        call.complain(f"{name}: invalid signal specification")
        return 1
    if not rest:
        raise Usage
    sent = [_kill_one(call, target, number) for target in rest]
    return 0 if any(sent) else 1


def _kill_one(call: Call, target: str, number: int) -> bool:
    if target.startswith("%"):
        return _kill_job(call, target, number)
    digits = target.removeprefix("-")
    if not digits.isdecimal():
        call.complain(
            f"{target}: arguments must be process or job IDs" if target else "`': not a pid or valid job spec"
        )
        return False
    return _send(call, int(target), number)


def _send(call: Call, pid: int, number: int) -> bool:
    try:
        call.shell.sys.kill(pid, number)
    except OSError as error:
        call.complain(f"({pid}) - {error.strerror}")
        return False
    return True


def _kill_job(call: Call, spec: str, number: int) -> bool:
    call.shell.jobs.poll()
    job = find_job(call, spec)
    if job is None:
        return False
    if not job.controlled:
        results = [_send(call, process.pid, number) for process in job.processes if process.status is None]
        return any(results)
    job.notified = False
    sent = _send(call, -job.pgid, number)
    if sent and job.stopped and number in (Signal.SIGTERM, Signal.SIGHUP):
        _send(call, -job.pgid, Signal.SIGCONT)
    elif sent and job.stopped and number == Signal.SIGCONT:
        job.mark_running()
    return sent


def _list(call: Call, arguments: list[str]) -> int:
    """kill -l: all signals, or names for numbers and numbers for names."""
    if not arguments:
        call.out(signal_table())
        return 0
    status = 0
    for argument in arguments:
        if argument.isdecimal():
            number = int(argument)
            number = number - 128 if number > 128 else number
            if _known(number):
                call.out(f"{signal_name(number).removeprefix('SIG')}\n")
                continue
        else:
            found = signal_number(argument)
            if found is not None:
                call.out(f"{found}\n")
                continue
        call.complain(f"{argument}: invalid signal specification")
        status = 1
    return status


def _known(number: int) -> bool:
    return 0 <= number <= SIGRTMAX and number not in (32, 33)


def signal_table() -> str:
    """All signals, five in a row, as kill -l and trap -l show them; a tab ends a row that is not full."""
    cells = [f"{number:2d}) {signal_name(number)}" for number in range(1, SIGRTMAX + 1) if _known(number)]
    rows = [cells[at : at + _PER_ROW] for at in range(0, len(cells), _PER_ROW)]
    return "".join("\t".join(row) + ("\n" if len(row) == _PER_ROW else "\t\n") for row in rows)


BUILTINS = {"kill": _kill}
