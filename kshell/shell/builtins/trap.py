"""trap (bash builtins/trap.def)."""

from kshell.shell.builtins.call import Call, Usage
from kshell.shell.builtins.kill import signal_table
from kshell.shell.expand.quote import single_quote
from kshell.shell.traps import PSEUDO, signal_name, signal_number


def trap_name(spec: str) -> tuple[int, str] | None:
    """(number, name) of what can be trapped; numbers below 0 are not signals."""
    upper = spec.upper()
    if upper in PSEUDO and upper != "EXIT":
        return -1, upper
    number = signal_number(spec)
    return (number, signal_name(number)) if number is not None else None


def _trap(call: Call) -> int:
    flags, shell = call.flags("lp"), call.shell
    if "l" in flags:
        call.out(signal_table())
        return 0
    if "p" in flags or not call.args:
        return _show(call, call.args)
    action, *specs = call.args
    if not specs:
        if trap_name(action) is None:
            raise Usage
        action, specs = "-", [action]
    elif action.isdecimal() and trap_name(action) is not None:
        action, specs = "-", call.args
    status = 0
    for spec in specs:
        found = trap_name(spec)
        if found is None:
            call.complain(f"{spec}: invalid signal specification")
            status = 1
            continue
        shell.traps.set(found[0], found[1], None if action == "-" else action)
    return status


def _show(call: Call, specs: list[str]) -> int:
    actions, status = call.shell.traps.listed(), 0
    wanted = list[str]()
    for spec in specs:
        found = trap_name(spec)
        if found is None:
            call.complain(f"{spec}: invalid signal specification")
            status = 1
        else:
            wanted.append(found[1])
    for name in sorted(actions, key=_order):
        if not specs or name in wanted:
            call.out(f"trap -- {single_quote(actions[name])} {name}\n")
    return status


def _order(name: str) -> int:
    number = signal_number(name)
    return number if number is not None else 100 + PSEUDO.index(name)


BUILTINS = {"trap": _trap}
