"""Which work items are at work and which wait, as sysrq t tells it (show_all_workqueues of kernel/workqueue.c)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kshell.kernel.worker_pool import PoolQueue, Worker, WorkerPool

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel
    from kshell.kernel.workqueue import Work


def show(kernel: "Kernel") -> None:
    """Write the pages to the log."""
    lines = ["Showing busy workqueues and worker pools:"]
    for queue in kernel.workqueues.queues:
        busy = [share for share in queue.shares() if share.active or share.inactive]
        if busy:
            lines.append(f"workqueue {queue.name}: flags=0x{queue.flags:x}")
        for share in busy:
            lines += _share(kernel, share)
    for pool in kernel.workqueues.pools():
        if len(pool.idle) < len(pool.workers):
            lines.append(_pool(kernel, pool))
    for line in lines:
        kernel.log.emit(f"{line}\n", 6)


def _where(kernel: "Kernel", pool: WorkerPool) -> str:
    """A pool's number, CPUs and nice value (pr_cont_pool_info)."""
    cpus = kernel.sched.cpus
    number = 2 * (cpus if pool.cpu is None else pool.cpu) + bool(pool.nice)
    places = f"0-{cpus - 1}" if cpus > 1 else "0"
    cpu = f"{places} flags=0x4" if pool.cpu is None else f"{pool.cpu} node=0 flags=0x0"
    return f"{number}: cpus={cpu} nice={pool.nice}"


def _share(kernel: "Kernel", share: PoolQueue) -> Iterator[str]:
    """What one pool does for a queue (show_pwq)."""
    pool, queue = share.pool, share.queue
    busy = [worker for worker in pool.workers.values() if worker.work is not None and worker.queue is queue]
    flushers = [pid for worker in busy if worker.work is not None for pid in worker.work.flushers]
    holders = share.active + len(share.inactive) + len(flushers) + (2 if pool.cpu is None else 1)
    yield f"  pwq {_where(kernel, pool)} active={share.active}/{queue.max_active} refcnt={holders}"
    for title, texts in (
        ("in-flight", [_at_work(kernel, worker) for worker in busy]),
        ("pending", [_name(kernel, work) for work in pool.waiting if work.share is share]),
        ("inactive", [_name(kernel, work) for work in share.inactive]),
    ):
        if texts:
            yield f"    {title}: {', '.join(texts)}"


def _at_work(kernel: "Kernel", worker: Worker) -> str:
    """A worker, its item, and who waits for that (BAR)."""
    work = worker.work
    waiting = [f"BAR({pid})" for pid in work.flushers] if work is not None else []
    return " ".join((f"{worker.task.pid}:{_name(kernel, work)}", *waiting))


def _name(kernel: "Kernel", work: "Work | None") -> str:
    """An item's function, with its module (%ps)."""
    code = getattr(work.function, "__code__", None) if work is not None else None
    if work is None or code is None:
        return "0x0"
    module = kernel.modules.owner_of(work.function.__globals__)
    return f"{code.co_name} [{module.name}]" if module is not None else str(code.co_name)


def _pool(kernel: "Kernel", pool: WorkerPool) -> str:
    """The threads of a pool that is not idle (show_one_worker_pool)."""
    idle = " ".join(str(worker.task.pid) for worker in reversed(pool.idle))
    rest = f" idle: {idle}" if idle else ""
    return f"pool {_where(kernel, pool)} hung=0s workers={len(pool.workers)}{rest}"
