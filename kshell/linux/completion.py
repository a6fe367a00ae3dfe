"""<linux/completion.h>: waiting for something to be finished."""

from kshell.kernel.current import this
from kshell.kernel.sched import completion as completion_
from kshell.kernel.sched.completion import Completion
from kshell.kernel.sched.state import TASK_INTERRUPTIBLE, TASK_KILLABLE, TASK_UNINTERRUPTIBLE
from kshell.kernel.time.clock import MAX_SCHEDULE_TIMEOUT


def DECLARE_COMPLETION() -> Completion:
    """DECLARE_COMPLETION - a new completion, not done."""
    return Completion()


completion = DECLARE_COMPLETION


def init_completion(done: Completion) -> None:
    """init_completion - make a completion not done, without waiters."""
    done.done = 0
    done.waiters.clear()


def reinit_completion(done: Completion) -> None:
    """reinit_completion - make a completion not done again."""
    done.done = 0


def complete(done: Completion) -> None:
    """complete - let one waiter go, or the next that comes. Never sleeps."""
    done.complete(this.kernel.sched)


def complete_all(done: Completion) -> None:
    """complete_all - let every waiter go, now and later. Never sleeps."""
    done.complete_all(this.kernel.sched)


def completion_done(done: Completion) -> bool:
    """completion_done - would a waiter pass?"""
    return bool(done.done)


def try_wait_for_completion(done: Completion) -> bool:
    """try_wait_for_completion - pass if it is done; whether it was. Never sleeps."""
    return done.try_wait()


def wait_for_completion(done: Completion) -> None:
    """wait_for_completion - sleep (state D) until it is done; nothing else ends this."""
    completion_.wait_for_completion(this.kernel.sched, done)


def wait_for_completion_timeout(done: Completion, timeout: int) -> int:
    """wait_for_completion_timeout - sleep (state D) until it is completed or ``timeout`` jiffies have passed.

    Returns the jiffies left (at least 1), or 0 at the timeout.
    """
    return completion_.wait_for_common(this.kernel.sched, done, timeout, TASK_UNINTERRUPTIBLE)


def wait_for_completion_interruptible(done: Completion) -> int:
    """wait_for_completion_interruptible - sleep (state S) until it is completed: 0, or -ERESTARTSYS for a signal."""
    return min(completion_.wait_for_common(this.kernel.sched, done, MAX_SCHEDULE_TIMEOUT, TASK_INTERRUPTIBLE), 0)


def wait_for_completion_interruptible_timeout(done: Completion, timeout: int) -> int:
    """wait_for_completion_interruptible_timeout - sleep (state S) until it is completed or time is over.

    Returns the jiffies left (at least 1), 0 at the timeout, or -ERESTARTSYS for a signal.
    """
    return completion_.wait_for_common(this.kernel.sched, done, timeout, TASK_INTERRUPTIBLE)


def wait_for_completion_killable_timeout(done: Completion, timeout: int) -> int:
    """wait_for_completion_killable_timeout - sleep (state D) until it is completed, for ``timeout`` jiffies at most.

    Returns the jiffies left (at least 1), 0 at the timeout, or -ERESTARTSYS for a fatal signal.
    """
    return completion_.wait_for_common(this.kernel.sched, done, timeout, TASK_KILLABLE)


def wait_for_completion_killable(done: Completion) -> int:
    """wait_for_completion_killable - sleep (state D) until it is completed: 0, or -ERESTARTSYS for a fatal signal."""
    return min(completion_.wait_for_common(this.kernel.sched, done, MAX_SCHEDULE_TIMEOUT, TASK_KILLABLE), 0)
