"""``kshell record --from LOG OUT``."""

import os
from collections.abc import Sequence
from pathlib import Path

from kshell.transcript.draft.draft import draft
from kshell.transcript.draft.events import UnreadableLog
from kshell.transcript.draft.log import read_log
from kshell.transcript.options import Parser
from kshell.transcript.pattern import BadPattern, compile_regex
from kshell.transcript.streams import complain, complain_of, write

ERROR = 1


def main(args: Sequence[str]) -> int:
    """Make a draft of a log; the exit status. WrongUsage says what is wrong with the arguments."""
    parser = _parser()
    if "--help" in args:
        write(parser.format_help())
        return 0
    options = parser.parse_intermixed_args(args)
    try:
        prompt = compile_regex(options.prompt) if options.prompt else None
    except BadPattern as error:
        parser.error(f"--prompt: {error}")
    try:
        log = read_log(options.log, options.timing)
        folders = [os.path.relpath(folder, Path(options.out).absolute().parent) for folder in options.modules]
        text = draft(Path(options.log).name, log, prompt, folders)
        if options.out == "-":
            write(text.encode("utf-8", "backslashreplace").decode())
        else:
            with open(options.out, "x", encoding="utf-8", errors="backslashreplace") as file:
                file.write(text)
    except UnreadableLog as error:
        complain(f"kshell: record: {error}")
        return ERROR
    except OSError as error:
        complain_of(error)
        return ERROR
    return 0


def _parser() -> Parser:
    parser = Parser("record", "Make the draft of a transcript from a session that was recorded on a real machine.")
    parser.add_argument("out", metavar="OUT", help="the file to write, which must not be there; - is standard output")
    what = "a typescript of script(1), or an asciicast (versions 1, 2 and 3)"
    parser.add_argument("--from", dest="log", metavar="LOG", required=True, help=what)
    parser.add_argument("--timing", metavar="FILE", default="", help="the timing file that script(1) wrote beside it")
    what = "what prompts look like, with the blank behind them, if they are not recognised"
    parser.add_argument("--prompt", metavar="REGEX", help=what)
    parser.epilog = "exit status: 0, or 1 if the log cannot be read or the file not be written"
    return parser
