"""help (bash builtins/help.def). Synopses are bash's; what stands below them is told in our own words.

Where bash has no topic of a name and the manual has a page, help tells what that says.
"""

from kshell.shell.builtins.call import Call
from kshell.shell.builtins.help_pages import find_page
from kshell.shell.builtins.help_texts import TOPICS
from kshell.shell.builtins.table import SYNOPSES
from kshell.shell.expand.pattern import has_magic, matches
from kshell.shell.special import VERSION

HEADER = f"""\
GNU bash, version {VERSION} (x86_64-pc-linux-gnu)
These shell commands are defined internally.  Type `help' to see this list.
Type `help name' to find out more about the function `name'.
Use `info bash' to find out more about the shell in general.
Use `man -k' or `info' to find out more about commands not in this list.

A star (*) next to a name means that the command is disabled.

"""
KEYWORD_SYNOPSES = {
    "%": "job_spec [&]",
    "(( ... ))": "(( expression ))",
    "[[ ... ]]": "[[ expression ]]",
    "case": "case WORD in [PATTERN [| PATTERN]...) COMMANDS ;;]... esac",
    "for": "for NAME [in WORDS ... ] ; do COMMANDS; done",
    "for ((": "for (( exp1; exp2; exp3 )); do COMMANDS; done",
    "function": "function name { COMMANDS ; } or name () { COMMANDS ; }",
    "if": "if COMMANDS; then COMMANDS; [ elif COMMANDS; then COMMANDS; ]... [ else COMMANDS; ] fi",
    "select": "select NAME [in WORDS ... ;] do COMMANDS; done",
    "time": "time [-p] pipeline",
    "until": "until COMMANDS; do COMMANDS-2; done",
    "while": "while COMMANDS; do COMMANDS-2; done",
    "{ ... }": "{ COMMANDS ; }",
}
COLUMN = 40


def _synopses() -> dict[str, str]:
    both = KEYWORD_SYNOPSES | SYNOPSES
    return {name: both[name] for name in sorted(both)}


def _help(call: Call) -> int:
    flags = call.flags("dms")
    if not call.args:
        call.out(HEADER + _table(call))
        return 0
    topics = _synopses()
    status = 0
    for pattern in call.args:
        found = [name for name in topics if _fits(pattern, name)]
        page = find_page(call, pattern) if not found else None
        if page is not None:
            _topic(call, pattern, page.synopsis, page.text, flags)
        elif not found:
            call.complain(
                f"no help topics match `{pattern}'.  Try `help help' or `man -k {pattern}' or `info {pattern}'."
            )
            status = 1
        elif has_magic(pattern) and pattern not in topics:
            call.out(f"Shell commands matching keyword `{pattern}'\n\n")
        for name in found:
            _topic(call, name, topics[name], TOPICS[name], flags)
    return status


def _fits(pattern: str, name: str) -> bool:
    if has_magic(pattern) and pattern not in ("[", "[["):
        return matches(pattern, name)
    return name == pattern or name.split(" ")[0] == pattern


def _topic(call: Call, name: str, synopsis: str, text: str, flags: str) -> None:
    brief, *more = text.split("\n")
    if "s" in flags:
        call.out(f"{name}: {synopsis}\n")
    elif "d" in flags:
        call.out(f"{name} - {brief}\n")
    else:
        body = "".join(f"    {line}\n" for line in (brief, *more))
        call.out(f"{name}: {synopsis}\n{body}")


def _table(call: Call) -> str:
    """All synopses, in two columns that are filled downwards."""
    cells = []
    for name, synopsis in sorted(_synopses().items(), key=lambda item: item[1]):
        star = "*" if name in call.shell.disabled else " "
        text = synopsis if len(synopsis) <= COLUMN - 3 else synopsis[: COLUMN - 3] + ">"
        cells.append(star + text)
    height = -(-len(cells) // 2)
    rows = [
        f"{cells[at]:<{COLUMN}}{cells[at + height]}" if at + height < len(cells) else cells[at] for at in range(height)
    ]
    return "\n".join(rows) + "\n"


BUILTINS = {"help": _help}
