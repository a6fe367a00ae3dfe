"""Pipelines, subshells and background commands: what runs in processes of its own."""

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from kshell.shell.control import Discard
from kshell.shell.execute.process import fork
from kshell.shell.execute.redirect import Undo, redirect
from kshell.shell.execute.timing import report_time
from kshell.shell.jobs.job import Job, exit_status
from kshell.shell.jobs.notify import notify_and_clean
from kshell.shell.syntax.ast import Node, Pipeline, Simple, Subshell
from kshell.shell.syntax.text import command_text
from kshell.uapi.signals import Signal

if TYPE_CHECKING:
    from kshell.shell.execute.executor import Executor
    from kshell.shell.shell import Shell


class Ends(NamedTuple):
    """What a stage of a pipeline is connected to: descriptors of the parent, None for what the parent has itself."""

    reader: int | None
    writer: int | None
    spare: int | None


def run_pipeline(executor: "Executor", node: Pipeline) -> int:
    """``[time] [!] a | b``"""
    shell = executor.shell
    if not node.timed:
        return _run_negated(executor, node)
    before = shell.sys.clock_gettime(1), shell.sys.times()
    try:
        return _run_negated(executor, node)
    finally:
        report_time(shell, before, posix=node.timed.endswith("-p"))


def _run_negated(executor: "Executor", node: Pipeline) -> int:
    if not node.negated:
        return _run_stages(executor, node)
    executor.shell.tested += 1
    try:
        return int(not _run_stages(executor, node))
    finally:
        executor.shell.tested -= 1


def _run_stages(executor: "Executor", node: Pipeline) -> int:
    if not node.commands:
        return 0
    if len(node.commands) == 1:
        return executor.run(node.commands[0])
    shell = executor.shell
    executor.between_commands()
    if shell.options.shopt["lastpipe"] and not shell.jobs.control:
        return _with_last_here(executor, node)
    pids = start_stages(executor, node.commands, background=False)
    return executor.failed(wait_for_job(shell, pids, node.commands))


def _with_last_here(executor: "Executor", node: Pipeline) -> int:
    """lastpipe: the last command runs in this shell."""
    shell, undo = executor.shell, Undo(executor.shell)
    reader, writer = shell.sys.pipe()
    pids = start_stages(executor, node.commands[:-1], background=False, last=Ends(None, writer, reader))
    shell.sys.close(writer)
    job = shell.jobs.add(pids, [command_text(command) for command in node.commands[:-1]], background=False)
    undo.keep(0)
    shell.sys.dup2(reader, 0)
    shell.sys.close(reader)
    try:
        status = executor.run(node.commands[-1])
    finally:
        undo.restore()
    shell.jobs.wait_foreground(job)
    shell.pipe_status.append(status)
    notify_and_clean(shell)
    return status


def start_stages(
    executor: "Executor", commands: list[Node], *, background: bool, last: Ends | None = None
) -> list[int]:
    """Start a process for each command, connected by pipes; the first leads their group."""
    sys, pids, reader = executor.sys, list[int](), None
    for number, command in enumerate(commands):
        if number < len(commands) - 1:
            after, writer = sys.pipe()
            ends = Ends(reader, writer, after)
        else:
            after, ends = None, Ends(reader, last.writer if last else None, last.spare if last else None)
        try:
            pids.append(_stage(executor, command, ends, pids[0] if pids else 0, background=background))
        except Discard:
            _give_up(executor.shell, pids, after)
            raise
        finally:
            for fd in (ends.reader, ends.writer if after is not None else None):
                if fd is not None:
                    sys.close(fd)
        reader = after
    return pids


def _give_up(shell: "Shell", pids: list[int], reader: int | None) -> None:
    """A stage could not be started: those that could are told to end."""
    if reader is not None:
        shell.sys.close(reader)
    if pids and shell.jobs.control:
        for number in (Signal.SIGTERM, Signal.SIGCONT):
            with suppress(OSError):  # they may have ended
                shell.sys.kill(-pids[0], number)


def _stage(executor: "Executor", command: Node, ends: Ends, group: int, *, background: bool) -> int:
    control = executor.shell.jobs.control

    def body(shell: "Shell") -> int:
        sys = shell.sys
        if ends.reader is not None:
            sys.dup2(ends.reader, 0)
            sys.close(ends.reader)
        elif background and not control:
            sys.dup2(sys.open("/dev/null"), 0)
        if ends.writer is not None:
            sys.dup2(ends.writer, 1)
            sys.close(ends.writer)
        if ends.spare is not None:
            sys.close(ends.spare)
        if isinstance(command, Subshell):
            return run_subshell_here(shell.executor, command)
        return shell.executor.run_last(command)

    words = command.words[:1] if isinstance(command, Simple) and not background else []
    lists_jobs = [word.text for word in words] == ["jobs"]
    return start(executor.shell, body, group, background=background, lists_jobs=lists_jobs)


def start(
    shell: "Shell",
    body: "Callable[[Shell], int]",
    group: int = 0,
    *,
    background: bool,
    lists_jobs: bool = False,
) -> int:
    """Start a subshell, in a process group if the shell has job control."""
    group_or_none = group if shell.jobs.control else None
    return fork(shell, body, group=group_or_none, foreground=not background, lists_jobs=lists_jobs)


def wait_for_job(shell: "Shell", pids: list[int], commands: list[Node]) -> int:
    """Enter a foreground job, wait for it and say what there is to say; its exit status."""
    job = shell.jobs.add(pids, [command_text(command) for command in commands], background=False)
    return wait_for(shell, job)


def wait_for(shell: "Shell", job: Job) -> int:
    """Wait for a job in the foreground; its exit status."""
    status = shell.jobs.wait_foreground(job)
    killed = shell.jobs.killed(job)
    if shell.interactive and job.any_killed_by(Signal.SIGINT):
        if (shell.loops or shell.lists) and not shell.traps.is_trapped(Signal.SIGINT):
            shell.traps.interrupted = True
        elif not shell.traps.interrupted:
            shell.p.err("\n")
    if job.dead and not job.notified and not killed:
        job.notified = True
    notify_and_clean(shell)
    shell.executor.attend()
    return exit_status(status)


def run_subshell(executor: "Executor", node: Subshell) -> int:
    """``( list )``"""
    shell = executor.shell
    shell.line = node.line
    executor.between_commands()
    pid = start(shell, lambda copy: run_subshell_here(copy.executor, node), background=False)
    return executor.failed(wait_for_job(shell, [pid], [node]))


def run_subshell_here(executor: "Executor", node: Subshell) -> int:
    """The body of a subshell, in a process that is there for nothing else."""
    if not redirect(executor.shell, node.redirects, None):
        return 1
    return executor.run_last(node.body)


def run_in_background(executor: "Executor", node: Node) -> int:
    """``command &``"""
    shell = executor.shell
    if isinstance(node, Simple) and shell.jobs.control and node.words and node.words[0].text.startswith("%"):
        return executor.run_builtin(["bg", node.words[0].text])
    commands = node.commands if isinstance(node, Pipeline) and not node.negated and not node.timed else [node]
    pids = start_stages(executor, commands, background=True)
    job = shell.jobs.add(pids, [command_text(command) for command in commands], background=True)
    if shell.interactive:
        shell.p.err(f"[{job.number}] {pids[-1]}\n")
    shell.sys.sched_yield()  # the job gets going, as it would on another CPU while the shell reads on
    return 0
