"""Which job ``%1``, ``%+``, ``%name`` and ``%?text`` mean (bash builtins/common.c, get_job_spec)."""

from typing import TYPE_CHECKING

from kshell.shell.jobs.job import Job

if TYPE_CHECKING:
    from kshell.shell.builtins.call import Call


def find_job(call: "Call", spec: str, *, bare: bool = False) -> Job | None:
    """The job that a specification means; None after a message. ``bare``: a % in front may be missing."""
    table = call.shell.jobs
    body = spec.removeprefix("%")
    number = 0
    if body in ("", "%", "+"):
        number = table.current
    elif body == "-":
        number = table.previous
    elif body.isdecimal():
        number = int(body)
    elif bare or spec.startswith("%") or not spec.isdecimal():
        named = [job for job in table.jobs.values() if _fits(job, body)]
        if len(named) > 1:
            call.complain(f"{body.removeprefix('?')}: ambiguous job spec")
            return None
        if named:
            return named[0]
    job = table.jobs.get(number)
    if job is None:
        call.complain(f"{spec}: no such job")
    return job


def _fits(job: Job, body: str) -> bool:
    if body.startswith("?"):
        return any(body[1:] in process.text for process in job.processes)
    return job.processes[0].text.startswith(body)
