"""The scheduler: who runs, and what it costs (kernel/sched/core.c).

``schedule()`` switches straight to the next task's stack; only when nobody can run, and no timer falls due before the
host's limit, does control go back to the host. CPUs are a fluid: with N tasks runnable and C CPUs, time passes at
1/min(N, C) of the CPU time that is charged, and tasks take turns, so a thread that never sleeps uses one CPU's worth
and freezes nobody.
"""

from collections import deque
from collections.abc import Callable

from kshell.kernel.errors import KernelBug
from kshell.kernel.kallsyms import traced
from kshell.kernel.sched.state import (
    POINT_NSEC,
    SLICE_NSEC,
    TASK_DEAD,
    TASK_INTERRUPTIBLE,
    TASK_NORMAL,
    TASK_RUNNING,
    TASK_WAKEKILL,
)
from kshell.kernel.sched.switch import Stack, hand_over, this_stack
from kshell.kernel.task import PF_WQ_WORKER, Task
from kshell.kernel.time.clock import Clock

SIGNALLED = TASK_INTERRUPTIBLE | TASK_WAKEKILL
YIELD_NSEC = 500
BURST_NSEC = 300_000_000
MAX_POINT_NSEC = 100_000


class Scheduler:
    """The run queue of one machine."""

    __slots__ = (
        "_latest", "attend", "clock", "cost", "cpus", "current", "hard_lockup", "host", "idle", "queue",
        "schedule_bug", "spent", "stop", "worker_sleeping",
    )  # fmt: skip

    idle: Task

    def __init__(self, clock: Clock, cpus: int, attend: Callable[[Task], None]) -> None:
        self.clock = clock
        self.cpus = cpus
        self.queue: deque[Task] = deque()
        self.spent = 0
        self._latest = 0
        self.cost = POINT_NSEC
        self.stop: Callable[[], bool] | None = None
        self.host: Stack = this_stack()
        self.attend = attend
        self.schedule_bug: Callable[[Task], None] = _forgive
        self.hard_lockup: Callable[[], None] = _forgive_host
        self.worker_sleeping: Callable[[Task], None] = _nothing

    def set_idle(self, idle: Task) -> None:
        """Name the task that runs when nobody does: the swapper, which stands for the host."""
        self.idle = self.current = idle

    # -- the host's side

    def run(self, until: int, stop: Callable[[], bool] | None) -> bool:
        """Let tasks run until the clock shows ``until`` (ns) or ``stop()`` holds; True for the latter.

        The host may come back while a task is still running: it goes on where it was at the next call.
        """
        if self.current is not self.idle and this_stack() is self.current.stack:
            raise KernelBug("run() called from inside a task")
        self.host = this_stack()
        self.clock.set_until(until)
        self.stop = stop
        chosen = self._choose() if self.current is self.idle else self.current
        if chosen is not None:
            self.current = chosen
            self.cost = chosen.cost
            self._go(_stack(chosen))
        self.stop = None
        return stop is not None and stop()

    def _go(self, stack: Stack) -> None:
        """Run tasks until one of them comes back for good; new stacks are begun from here."""
        request = stack.switch()
        while request:
            asking, begun, args = request
            begun.switch(*args)
            request = asking.switch()

    def begin(self, stack: Stack, *args: object) -> None:
        """Let a new stack run, with arguments, to its first stop, from the host's.

        A stack inherits the depth of Python calls from the one that begins it, so threads that begin threads would
        add up to a RecursionError.
        """
        here = this_stack()
        if here is self.host:
            stack.switch(*args)
        else:
            self.host.switch(here, stack, args)

    def _choose(self) -> Task | None:
        """The next task to run; None to go back to the host. Lets time pass while there is nobody."""
        queue, clock = self.queue, self.clock
        while True:
            if self.stop is not None and self.stop():
                return None
            if clock.now >= clock.until:
                return None
            if queue:
                return queue.popleft()
            clock.now = max(clock.now, clock.next_deadline)
            clock.expire()

    # -- the tasks' side

    def local_clock(self) -> int:
        """ns since boot, as the running task sees it (sched_clock); never goes back."""
        busy = len(self.queue) + 1
        now = self.clock.now + self.spent // (busy if busy < self.cpus else self.cpus)
        if now > self._latest:
            self._latest = now
        return self._latest

    def point(self) -> None:
        """A preemption point: charge a little CPU time to the running task; at the end of its slice others run."""
        self.spent += self.cost
        if self.spent >= SLICE_NSEC:
            self.tick()

    def charge(self, ns: int) -> None:
        """Charge CPU time to the running task."""
        self.spent += ns

    def charge_call(self, ns: int) -> None:
        """Charge what a call costs: more, as for points, to a task that has been running for long."""
        self.spent += ns * (self.cost // POINT_NSEC)

    def account(self) -> None:
        """Book what the running task has spent, and let that time pass."""
        spent, self.spent = self.spent, 0
        task = self.current
        task.stime += spent
        task.burst += spent
        if task.burst >= BURST_NSEC and task.cost < MAX_POINT_NSEC:
            task.burst = 0
            task.cost = self.cost = task.cost * 4
        busy = len(self.queue) + 1
        self.clock.advance(spent // (busy if busy < self.cpus else self.cpus))

    def tick(self) -> None:
        """The running task's slice is over (scheduler_tick)."""
        self.account()
        if self.cpus > 1 or not self.current.preempt_count:
            self._yield()
        elif self.clock.now >= self.clock.until:
            self.host.switch()
        if self.current.attention:
            self.attend(self.current)

    @traced("native_queued_spin_lock_slowpath+0x30/0x2a0", "_raw_spin_lock+0x25/0x30")
    def spin(self) -> None:
        """The running task waits for a lock without sleeping: its slice goes, and others run."""
        self.spent += SLICE_NSEC
        self.account()
        self._yield()
        if self.current.attention:
            self.attend(self.current)

    def sched_yield(self) -> None:
        """Let others run first."""
        self.current.nivcsw += 1
        self.spent += YIELD_NSEC
        self.account()
        self._yield()
        if self.current.attention:
            self.attend(self.current)

    def _yield(self) -> None:
        prev = self.current
        prev.preempted = True
        self.queue.append(prev)
        self._switch(prev)
        prev.preempted = False

    @traced("__schedule+0x34d/0xa00", "schedule+0x5a/0xd0")
    def schedule(self) -> None:
        """Give up the CPU until somebody makes the running task runnable again, as its ``state`` says.

        An interruptible sleep does not begin while a signal is pending. May raise TaskExit or Oops when the task comes
        back to find that it must not go on.
        """
        prev = self.current
        if prev.preempt_count or prev.rcu_nesting:
            self.schedule_bug(prev)
        spent, clock, queue = self.spent, self.clock, self.queue
        self.spent = 0  # account(), written out
        prev.stime += spent
        prev.burst += spent
        busy = len(queue) + 1
        clock.now += spent // (busy if busy < self.cpus else self.cpus)
        if due := clock.now >= clock.next_deadline:
            clock.expire()
        state = prev.state
        if state == TASK_RUNNING:
            prev.nivcsw += 1
            queue.append(prev)
        elif state & SIGNALLED and prev.signal.ends_sleep(state):
            prev.state = TASK_RUNNING
            return
        else:
            prev.nvcsw += 1
            prev.sleep_start = clock.now
            prev.burst = 0
            prev.cost = POINT_NSEC
            if prev.flags & PF_WQ_WORKER:
                self.worker_sleeping(prev)
        if queue and not due and self.stop is None:
            chosen = queue.popleft()
            if chosen is not prev:
                self.current = chosen
                self.cost = chosen.cost
                chosen.stack.switch()  # type: ignore[union-attr]  # a task on the queue has a stack; this is the hot path
        else:
            self._switch(prev)
        if prev.attention:
            self.attend(prev)

    def _switch(self, prev: Task) -> None:
        """Run the next task, or the host when there is none or it is the host's turn."""
        self.current = self.idle
        chosen = self._choose()
        if chosen is None:
            self.host.switch()
            return
        self.current = chosen
        self.cost = chosen.cost
        if chosen is prev:
            return
        _stack(chosen).switch()

    def leave(self) -> None:
        """The running task has ended: choose who goes on when its stack returns."""
        prev = self.current
        if self.spent:
            self.account()
        prev.state = TASK_DEAD
        self.current = self.idle
        chosen = self._choose()
        self.current = chosen or self.idle
        if chosen is not None:
            self.cost = chosen.cost
        hand_over(_stack(prev), _stack(chosen) if chosen is not None else self.host)

    # -- waking

    def try_to_wake_up(self, task: Task, states: int) -> bool:
        """Make a task runnable if it sleeps in one of ``states``; whether it did."""
        if not task.state & states:
            return False
        task.state = TASK_RUNNING
        task.expires = 0
        if not task.preempted and task is not self.current and task.stack is not None:
            self.queue.append(task)
        return True

    def wake_up_process(self, task: Task) -> bool:
        """Wake a task from any normal sleep (TASK_NORMAL)."""
        return self.try_to_wake_up(task, TASK_NORMAL)


def _forgive_host() -> None:
    """Nobody has been named to end a task that keeps the host busy."""


def _forgive(task: Task) -> None:
    """A task that may not sleep does: nobody has been named to tell it."""
    task.preempt_count = 0


def _nothing(task: Task) -> None:
    """A worker sleeps: there are no work queues yet."""


def _stack(task: Task) -> Stack:
    if task.stack is None:
        raise KernelBug(f"{task} has no stack")
    return task.stack
