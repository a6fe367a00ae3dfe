"""The command line of ps: three syntaxes in one, told apart word by word."""

from typing import NamedTuple

from kshell.userland.process import Process
from kshell.userland.procps.ps.bsd import parse_bsd
from kshell.userland.procps.ps.gnu import parse_gnu
from kshell.userland.procps.ps.lists import parse_pid
from kshell.userland.procps.ps.options import Listed, Options, Threads, Wrong
from kshell.userland.procps.ps.select import Selection
from kshell.userland.procps.ps.specs import Layout, layout_of
from kshell.userland.procps.ps.sysv import parse_sysv
from kshell.userland.procps.ps.words import Words

DEFAULT_PID_LENGTH = 5


class Request(NamedTuple):
    """What a command line asks for, as the parser understood it."""

    options: Options
    layout: Layout
    selection: Selection


def parse(p: Process, own_tty: int) -> Request:
    """Understand the command line: as it stands, or else with every word as BSD options; Wrong, Done.

    That ``ps -aux`` works although there is no user ``x`` is due to the second way. What is wrong is what was wrong
    the first way.
    """
    try:
        return _parse(p, own_tty, force_bsd=False)
    except Wrong as first:
        try:
            return _parse(p, own_tty, force_bsd=True)
        except Wrong:
            raise first from None


def _parse(p: Process, own_tty: int, *, force_bsd: bool) -> Request:
    options = Options(force_bsd=force_bsd, prefer_bsd=force_bsd)
    words = Words(p.args)
    while words.next_word():
        _parse_word(p, words, options, own_tty)
    _check_threads(options)
    layout = layout_of(p, options, _pid_length(p))
    return Request(options, layout, Selection(options, p.sys.getuid(), own_tty))


def _parse_word(p: Process, words: Words, options: Options, own_tty: int) -> None:
    word = words.word
    dashes = len(word) - len(word.lstrip("-"))
    first = word[dashes : dashes + 1]
    is_letter = first.isascii() and first.isalpha()
    if dashes == 2 and is_letter:
        parse_gnu(p, words, options)
    elif dashes == 1 and is_letter and not options.force_bsd:
        parse_sysv(p, words, options)
    elif dashes < 2 and is_letter:
        if options.force_bsd and not dashes:
            raise Wrong("way bad")
        options.prefer_bsd = True
        parse_bsd(p, words, options, own_tty)
    elif (dashes < 2 and first.isdecimal()) or word.startswith("+"):
        options.prefer_bsd = True
        _parse_trailing(p, words.take_all(), options)
    else:
        raise Wrong("garbage option")


def _parse_trailing(p: Process, words: list[str], options: Options) -> None:
    """Process numbers at the end; with ``-`` before them groups, with ``+`` sessions."""
    kinds = {"-": "pgrp", "+": "session"}
    for word in words:
        kind = kinds.get(word[:1], "pid")
        options.lists.append(Listed(kind, (parse_pid(p, word if kind == "pid" else word[1:]),)))


def _check_threads(options: Options) -> None:
    """See which kinds of lines the options about threads lead to; Wrong if they contradict each other."""
    threads = options.threads
    if not threads:
        options.threads = Threads.SHOW_PROC
        return
    if options.forest:
        raise Wrong("thread display conflicts with forest display")
    if threads & Threads.B_H and threads & (Threads.B_m | Threads.U_m):
        raise Wrong("thread flags conflict; can't use H with m or -m")
    if threads & Threads.B_m and threads & Threads.U_m:
        raise Wrong("thread flags conflict; can't use both m and -m")
    if threads & Threads.U_L and threads & Threads.U_T:
        raise Wrong("thread flags conflict; can't use both -L and -T")
    both = bool(threads & (Threads.B_m | Threads.U_m))
    loose = bool(threads & Threads.B_H)
    if both or loose:
        options.threads |= Threads.SHOW_PROC
    if both:
        options.threads |= Threads.SHOW_TASK
    if threads & (Threads.U_L | Threads.U_T):
        options.threads |= Threads.MUST_USE if both or loose else Threads.SHOW_TASK


def _pid_length(p: Process) -> int:
    """How many digits a process number may have."""
    try:
        return len(p.read_text("/proc/sys/kernel/pid_max").strip())
    except OSError:
        return DEFAULT_PID_LENGTH
