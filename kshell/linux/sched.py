"""<linux/sched.h>, <linux/sched/signal.h>, <linux/sched/task.h>: the running task, sleeping by hand, signals."""

from collections.abc import Iterator

from kshell.kernel import signal as signal_
from kshell.kernel.current import this
from kshell.kernel.sched import state
from kshell.kernel.task import Task
from kshell.kernel.time import sleep
from kshell.kernel.time.clock import MAX_SCHEDULE_TIMEOUT as MAX_SCHEDULE_TIMEOUT
from kshell.linux.err import fault_on
from kshell.uapi.syscalls import SIG_IGN

TASK_RUNNING = state.TASK_RUNNING
TASK_INTERRUPTIBLE = state.TASK_INTERRUPTIBLE
TASK_UNINTERRUPTIBLE = state.TASK_UNINTERRUPTIBLE
TASK_KILLABLE = state.TASK_KILLABLE
TASK_IDLE = state.TASK_IDLE
TASK_COMM_LEN = 16
PIDTYPE_PID = 0


def current() -> Task:
    """current - the running task, whose fields are .pid .tgid .comm .state .flags .parent."""
    return this.kernel.sched.current


def for_each_process() -> Iterator[Task]:
    """for_each_process - all tasks, by their numbers: ``for p in for_each_process():``. Never sleeps."""
    return iter(list(this.kernel.pids.tasks()))


def task_pid_nr(task: Task) -> int:
    """task_pid_nr - a task's number."""
    return task.pid


def find_vpid(nr: int) -> int | None:
    """find_vpid - the pid of this number, NULL if no task has it; pid_task() knows its task."""
    return nr if this.kernel.pids.find(nr) is not None else None


def pid_task(pid: int | None, kind: int) -> Task | None:
    """pid_task - the task of a pid, NULL if there is none; ``kind`` is PIDTYPE_PID."""
    return this.kernel.pids.find(pid) if pid is not None else None


def set_current_state(new: int) -> None:
    """set_current_state - say how the next schedule() shall sleep; check the condition after this."""
    this.kernel.sched.current.state = new


__set_current_state = set_current_state


def schedule() -> None:
    """schedule - give up the CPU until woken, as the task's state says. Sleeps in the state that was set."""
    this.kernel.sched.schedule()


def cpu_relax() -> None:
    """cpu_relax - nothing, but it says that a loop waits for something."""


def cond_resched() -> int:
    """cond_resched - let others run if they want to; 0. May sleep."""
    this.kernel.sched.sched_yield()
    return 0


def schedule_timeout(timeout: int) -> int:
    """schedule_timeout - sleep as the state says, so many jiffies at most; the jiffies left. Sleeps in that state."""
    return sleep.schedule_timeout(this.kernel.sched, timeout)


def schedule_timeout_interruptible(timeout: int) -> int:
    """schedule_timeout_interruptible - sleep (state S) until time, signal or wake-up; the jiffies left."""
    return sleep.schedule_timeout_interruptible(this.kernel.sched, timeout)


def schedule_timeout_uninterruptible(timeout: int) -> int:
    """schedule_timeout_uninterruptible - sleep (state D) until time or wake-up; the jiffies left."""
    return sleep.schedule_timeout_uninterruptible(this.kernel.sched, timeout)


def schedule_timeout_killable(timeout: int) -> int:
    """schedule_timeout_killable - sleep (state D) until time, wake-up or a fatal signal; the jiffies left."""
    this.kernel.sched.current.state = state.TASK_KILLABLE
    return sleep.schedule_timeout(this.kernel.sched, timeout)


def schedule_timeout_idle(timeout: int) -> int:
    """schedule_timeout_idle - sleep (state I, not counted as load) until time or wake-up; the jiffies left."""
    this.kernel.sched.current.state = state.TASK_IDLE
    return sleep.schedule_timeout(this.kernel.sched, timeout)


def wake_up_process(task: Task) -> bool:
    """wake_up_process - make a sleeping task runnable; whether it slept."""
    if not isinstance(task, Task):
        this.kernel.sched.current.preempt_count += 2
    fault_on(task, 0xCB4, "_raw_spin_lock_irqsave+0x23/0x50", "try_to_wake_up+0x53/0x540")
    return this.kernel.sched.wake_up_process(task)


def set_user_nice(task: Task, nice: int) -> None:
    """set_user_nice - set a task's nice value, -20 to 19."""
    task.nice = max(-20, min(19, nice))


def get_task_struct(task: Task) -> Task:
    """get_task_struct - hold a task so that it can be used after its end; the task."""
    fault_on(task, 0x28)
    task.usage += 1
    return task


def put_task_struct(task: Task) -> None:
    """put_task_struct - let a held task go."""
    fault_on(task, 0x28)
    task.usage -= 1


def task_cpu(task: Task) -> int:
    """task_cpu - the CPU that a task last ran on."""
    return task.cpu


def smp_processor_id() -> int:
    """smp_processor_id - the CPU that this task runs on."""
    return this.kernel.sched.current.cpu


raw_smp_processor_id = smp_processor_id


def in_interrupt() -> int:
    """in_interrupt - not 0 inside a timer's function."""
    return this.kernel.traps.in_timer


def allow_signal(sig: int) -> None:
    """allow_signal - let this thread see a signal; it must look with signal_pending() and leave by itself."""
    this.kernel.sched.current.signal.handlers[sig] = signal_.SIG_KTHREAD


def kernel_dequeue_signal() -> int:
    """kernel_dequeue_signal - take the next pending signal of this thread: its number, 0 if there is none."""
    return this.kernel.sched.current.signal.take()


def disallow_signal(sig: int) -> None:
    """disallow_signal - ignore a signal again, and forget a pending one."""
    signal = this.kernel.sched.current.signal
    signal.handlers[sig] = SIG_IGN
    signal.flush(signal_.bit(sig))


def signal_pending(task: Task) -> int:
    """signal_pending - not 0 if a signal waits for the task (since 6.0 also after kthread_stop())."""
    fault_on(task, 0x0)
    return int(task.signal.pending_any)


def fatal_signal_pending(task: Task) -> int:
    """fatal_signal_pending - not 0 if SIGKILL waits in the task's own queue, which kill -9 does not fill."""
    fault_on(task, 0x0)
    return int(task.signal.pending_fatal)


def flush_signals(task: Task) -> None:
    """flush_signals - forget all pending signals."""
    fault_on(task, 0x0)
    task.signal.flush()


def send_sig(sig: int, task: Task, priv: int) -> int:
    """send_sig - send a signal from the kernel; 0. Ignored signals vanish: allow_signal() first."""
    fault_on(task, 0x0)
    signal_.send_signal(this.kernel.sched, task, sig, private=True)
    return 0
