"""The ``kshell`` command: what is asked for, and which part of kshell does it.

Options are read by hand and everything else is imported when it is needed: ``kshell -c true`` should cost little more
than booting the machine.
"""

import os
import sys
from collections.abc import Callable, Sequence
from errno import ENOSPC, EPIPE
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from kshell.machine import Settings

HELP = """\
usage: kshell [OPTION]...                              a terminal
       kshell [OPTION]... -c COMMAND [NAME [ARG]...]   run a command, in simulated time
       kshell [OPTION]... FILE [ARG]...                run a shell script, in simulated time
       ... | kshell [OPTION]...                        run the commands that come in
       kshell record [OPTION]... OUT                   a terminal, and a transcript of what is done there
       kshell record --from LOG OUT                    a draft of a transcript, from the log of a real session
       kshell play [OPTION]... FILE                    a terminal, in which Enter types the next step of a transcript
       kshell attach [PID] [--watch]                   another window on a kshell that runs in a terminal of yours
       kshell run [--modules DIR]... FILE              run a transcript, print it with what is really shown
       kshell check [OPTION]... FILE...                run transcripts, print where they differ from what is shown
       kshell export [OPTION]... -o OUT FILE           make a film, pictures, a page or a handout of a transcript

options:
  --modules DIR     a folder of modules, to be the working directory's content; more than once for more folders
  --kernel WORLD    article (the default) or 6.1
  --cpus N          how many CPUs the machine has (2)
  --boot PARAMS     kernel parameters, such as 'panic=-1 oops=panic'
  --limit SECONDS   simulated time after which a command that does not return is given up (300)
  --plain           a terminal without toolbar and colours, for screen readers
  --ssh [HOST:]PORT --ssh-keys FILE
                    a terminal that people with a key in FILE can join over SSH, by default from this computer only
  --projector       a terminal for an audience: high contrast, the last commands and keys shown
  --version         print the version
  --help            print this; kshell check --help and the like print more

exit status: that of the last command, or 124 if it was given up; 2 for wrong usage
             run: 0, or 1 for an error in the file; check: 0, 50 for a difference, or 1 for an error in a file
"""
WITH_VALUE = ("--modules", "--kernel", "--cpus", "--boot", "--limit", "--ssh", "--ssh-keys")
LOOKS = ("--plain", "--projector")
KERNELS = ("article", "6.1")
TRANSCRIPT_VERBS = ("run", "check", "export")
MOST_CPUS = 64
ERROR, USAGE, DIFFERENT, INTERNAL = 1, 2, 50, 70
NOT_EXECUTABLE, NOT_FOUND, INTERRUPTED, BROKEN_PIPE = 126, 127, 130, 141


class CannotRun(Exception):
    """Why nothing is run, in one line, and the exit status."""

    def __init__(self, why: str, status: int = USAGE) -> None:
        super().__init__(why)
        self.status = status


class Options:
    """The command line: ``asked`` is --help, --version, -c or nothing.

    ``own_process``: nobody but kshell runs in this process.
    """

    def __init__(self, *, own_process: bool) -> None:
        self.own_process = own_process
        self.modules: list[str] = []
        self.kernel = "article"
        self.cpus = 2
        self.boot = ""
        self.limit_ns = 300_000_000_000
        self.given: list[str] = []
        self.looks: list[str] = []
        self.ssh = self.ssh_keys = ""
        self.asked = ""

    def read(self, args: Sequence[str]) -> list[str]:
        """Take the options in front of the first word; the words."""
        rest = list(args)
        while rest and rest[0].startswith("-"):
            arg = rest.pop(0)
            name, equals, value = arg.partition("=")
            if arg == "--":
                break
            if arg in ("-c", "--help", "--version"):
                self.asked = arg
                break
            if arg in LOOKS:
                self.looks.append(arg.removeprefix("--"))
                continue
            if name not in WITH_VALUE:
                raise CannotRun(f"unknown option {name} (kshell --help lists them)")
            if not equals and not rest:
                raise CannotRun(f"{name}: option requires an argument")
            self._set(name, value if equals else rest.pop(0))
        return rest

    def _set(self, name: str, value: str) -> None:
        self.given.append(name)
        if name == "--modules":
            if not os.path.isdir(value):
                why = "Not a directory" if os.path.exists(value) else "No such file or directory"
                raise CannotRun(f"{name}: {value}: {why}")
            self.modules.append(value)
        elif name == "--kernel":
            if value not in KERNELS:
                raise CannotRun(f"{name}: {value}: there are {' and '.join(KERNELS)}")
            self.kernel = value
        elif name == "--cpus":
            self.cpus = int(_number(name, value, int, f"a number from 1 to {MOST_CPUS}", 1, MOST_CPUS))
        elif name == "--boot":
            self.boot = value
        elif name == "--ssh":
            self.ssh = value
        elif name == "--ssh-keys":
            self.ssh_keys = value
        else:
            self.limit_ns = int(_number(name, value, float, "a number of seconds", 0.001, 1e9) * 1_000_000_000)

    def guard(self) -> None:
        """A machine is about to run: it may not take the host's process with it."""
        if self.own_process:
            from kshell.machine.limits import guard_process  # noqa: PLC0415  # --help and errors need no machine

            guard_process()

    def settings(self, files: dict[str, bytes]) -> "Settings":
        """The machine that is asked for, with files in its working directory."""
        from pathlib import Path  # noqa: PLC0415  # --help and errors do not need it

        from kshell.machine import Settings  # noqa: PLC0415  # nor the machine

        modules = tuple(Path(folder) for folder in self.modules)
        return Settings(self.kernel, self.cpus, self.boot, modules=modules, samples=not modules, files=files)


def _number(name: str, value: str, kind: Callable[[str], float], what: str, least: float, most: float) -> float:
    try:
        number = kind(value)
    except ValueError:
        number = -1
    if not least <= number <= most:
        raise CannotRun(f"{name}: {value}: not {what}")
    return number


def main(argv: Sequence[str] | None = None) -> int:
    """Run kshell with the arguments behind its name; the exit status."""
    try:
        status = _dispatch(sys.argv[1:] if argv is None else argv, Options(own_process=argv is None))
        if sys.stdout is not None:
            sys.stdout.flush()
        return status
    except CannotRun as why:
        _complain(f"kshell: {why}")
        return why.status
    except OSError as error:
        if error.errno not in (EPIPE, ENOSPC):
            return _internal_error(error)
        _discard_stdout()
        if error.errno == ENOSPC:
            _complain(f"kshell: write error: {error.strerror}")
        return ERROR if error.errno == ENOSPC else BROKEN_PIPE
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # a bug of kshell's own must not greet the user with a traceback
        return _internal_error(error)


def _dispatch(args: Sequence[str], options: Options) -> int:
    words = options.read(args)
    if (options.ssh or options.ssh_keys) and (words or options.asked or not _at_terminal(sys.stdin)):
        raise CannotRun("--ssh: only for a terminal: kshell --ssh PORT --ssh-keys FILE")
    if options.asked == "-c":
        if not words:
            raise CannotRun("-c: option requires an argument")
        return _batch(options, ["bash", "-c", *words], {})
    if words and not options.asked:
        verb, *rest = words
        if verb == "record":
            return _record(options, rest)
        if verb == "play":
            return _play(options, rest)
        if verb == "attach":
            return _attach(rest)
        return _transcripts(verb, rest, options) if verb in TRANSCRIPT_VERBS else _script(options, verb, rest)
    if options.asked:
        return _print(HELP if options.asked == "--help" else f"kshell {_version()}\n")
    if not _at_terminal(sys.stdin):
        return _batch(options, ["bash"], {})
    _need_terminal("standard output is not a terminal: use kshell -c COMMAND, or pipe commands in")
    return _terminal(options)


def _terminal(options: Options) -> int:
    """kshell: a terminal, which others can join if that is asked for."""
    from kshell.frontend.app import main as terminal  # noqa: PLC0415  # prompt_toolkit takes long to import

    options.guard()
    if not options.ssh and not options.ssh_keys:
        return terminal(options.settings({}), options.looks)
    if not options.ssh or not options.ssh_keys:
        raise CannotRun("--ssh PORT and --ssh-keys FILE go together: the file, like ~/.ssh/authorized_keys, says who")
    if sys.platform == "win32":
        raise CannotRun("--ssh: not on Windows")
    from kshell.frontend.attach.command import CannotAttach  # noqa: PLC0415  # only if asked for

    try:
        return terminal(options.settings({}), options.looks, ssh=(options.ssh, options.ssh_keys))
    except CannotAttach as why:
        raise CannotRun(f"--ssh: {why}", why.status) from None


def _at_terminal(stream: "TextIO | None") -> bool:
    return stream is not None and stream.isatty()


def _need_terminal(why: str) -> None:
    if not (_at_terminal(sys.stdin) and _at_terminal(sys.stdout)):
        raise CannotRun(why)


def _record(options: Options, args: Sequence[str]) -> int:
    """kshell record OUT.ksh.md: a terminal, and a transcript of what is done there; or a draft of a real session."""
    if any(arg == "--from" or arg.startswith("--from=") for arg in args):
        return _draft(options, args)
    words = options.read(args)
    if options.asked or len(words) != 1:
        raise CannotRun("record: name one file to write: kshell record OUT.ksh.md")
    _need_terminal("record: standard input or output is not a terminal")
    from kshell.frontend.app import main as terminal  # noqa: PLC0415  # prompt_toolkit takes long to import
    from kshell.transcript.record import CannotRecord  # noqa: PLC0415  # only this verb needs it

    options.guard()
    try:
        return terminal(options.settings({}), options.looks, words[0])
    except CannotRecord as why:
        raise CannotRun(f"record: {why}", ERROR) from None


def _draft(options: Options, args: Sequence[str]) -> int:
    """kshell record --from LOG OUT.ksh.md"""
    from kshell.transcript.draft.command import main  # noqa: PLC0415  # batch mode does not need it
    from kshell.transcript.options import WrongUsage  # noqa: PLC0415  # nor this

    try:
        return main([*(f"--modules={folder}" for folder in options.modules), *args])
    except WrongUsage as error:
        raise CannotRun(str(error)) from None


def _play(options: Options, args: Sequence[str]) -> int:
    """kshell play: a terminal, in which Enter types the next step of a transcript."""
    _refuse_settings("play", options, args)
    from kshell.frontend.play.command import main  # noqa: PLC0415  # batch mode does not need it
    from kshell.transcript.options import WrongUsage  # noqa: PLC0415  # nor this

    options.guard()
    try:
        return main(args, options.modules, options.looks)
    except WrongUsage as error:
        raise CannotRun(str(error)) from None


def _batch(options: Options, argv: list[str], files: dict[str, bytes]) -> int:
    """Run bash with the host's streams instead of a terminal."""
    from kshell.machine import Machine  # noqa: PLC0415  # --help and errors do not need it

    options.guard()
    stdin = sys.stdin.buffer if sys.stdin is not None and not sys.stdin.isatty() else None
    machine = Machine(options.settings(files))
    with open(os.devnull, "wb") as nowhere:
        stdout, stderr = (s.buffer if s is not None else nowhere for s in (sys.stdout, sys.stderr))
        return machine.run_script(argv, stdin, stdout, stderr, options.limit_ns)


def _script(options: Options, path: str, args: Sequence[str]) -> int:
    """Run a shell script of the host; it is a file in the machine's working directory."""
    if path.endswith(".ksh.md"):
        raise CannotRun(f"{path} is a transcript: use 'kshell run' or 'kshell check'")
    try:
        with open(path, "rb") as file:
            data = file.read()
        data.decode()
    except FileNotFoundError as error:
        raise CannotRun(f"{path}: {error.strerror}", NOT_FOUND) from None
    except OSError as error:
        raise CannotRun(f"{path}: {error.strerror}", NOT_EXECUTABLE) from None
    except UnicodeDecodeError:
        raise CannotRun(f"{path}: not UTF-8 text", NOT_EXECUTABLE) from None
    name = os.path.basename(path)
    return _batch(options, ["bash", name, *args], {name: data})


def _transcripts(verb: str, args: Sequence[str], options: Options) -> int:
    """kshell run FILE, kshell check FILE..."""
    _refuse_settings(verb, options, args)
    from kshell.transcript.command import WrongUsage, main  # noqa: PLC0415  # batch mode does not need it

    options.guard()
    try:
        return main(verb, args, options.modules)
    except WrongUsage as error:
        raise CannotRun(str(error)) from None


def _refuse_settings(verb: str, options: Options, args: Sequence[str]) -> None:
    for name in (*options.given, *(arg.partition("=")[0] for arg in args)):
        if name in WITH_VALUE and name != "--modules":
            raise CannotRun(f"{verb}: {name}: a transcript says that itself, in a line '{name[2:]}: ...'")


def _attach(args: Sequence[str]) -> int:
    """kshell attach"""
    if sys.platform == "win32":
        raise CannotRun("attach: only where there are Unix sockets and terminals")
    from kshell.frontend.attach.command import CannotAttach, main  # noqa: PLC0415  # batch mode does not need it

    try:
        return main(args)
    except CannotAttach as why:
        raise CannotRun(f"attach: {why}", why.status) from None


# -- the host's streams


def _print(text: str) -> int:
    if sys.stdout is not None:
        sys.stdout.write(text)
    return 0


def _complain(line: str) -> None:
    try:
        print(line, file=sys.stderr)  # noqa: T201  # this is what print is for: nothing happens without a stderr
    except OSError:
        return  # nobody listens


def _discard_stdout() -> None:
    """Nobody reads any more: let Python's own flush at the end find a place for what is left."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    os.close(null)


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415  # slow, and seldom asked for

    try:
        return version("kshell")
    except PackageNotFoundError:
        return "(not installed)"


def _internal_error(error: Exception) -> int:
    """Report a bug of kshell's own in one line."""
    import traceback  # noqa: PLC0415  # not when all is well

    if os.environ.get("KSHELL_TRACEBACK"):
        traceback.print_exception(error)
    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({os.path.basename(frames[-1].filename)}:{frames[-1].lineno})" if frames else ""
    what = f"{type(error).__name__}: {error}".split("\n")[0].removesuffix(": ")
    _complain(f"kshell: internal error: {what}{where}; please report it with what KSHELL_TRACEBACK=1 adds to this")
    return INTERNAL
