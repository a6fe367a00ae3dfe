"""/proc/PID: which files there are about a task (fs/proc/base.c)."""

from typing import TYPE_CHECKING

from kshell.kernel.errors import KernelError
from kshell.kernel.fs.inode import Inode
from kshell.kernel.fs.proc_fd import fd_directory
from kshell.kernel.fs.proc_hardware import net_folder
from kshell.kernel.fs.proc_limits import limits, oom_score, set_oom_score_adj
from kshell.kernel.fs.proc_maps import maps
from kshell.kernel.fs.proc_mem import has_mm, statm
from kshell.kernel.fs.proc_mounts import mountinfo, mounts
from kshell.kernel.fs.proc_sched import sched, schedstat
from kshell.kernel.fs.proc_stat import stat
from kshell.kernel.fs.proc_status import status
from kshell.kernel.fs.proc_syscall import syscall
from kshell.kernel.fs.pseudo import ProcDirectory, stamped
from kshell.kernel.fs.task_files import Make, TaskDirectory, constant, file, folder, hidden_folder, link, secret
from kshell.kernel.kallsyms import traced
from kshell.kernel.ptrace import may_access
from kshell.kernel.stacktrace import stack_lines
from kshell.kernel.stacktrace import wchan as wait_channel
from kshell.kernel.task import Task
from kshell.kernel.why import explain
from kshell.uapi.errno import Errno

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel

PROCESS_LINKS = 9
THREAD_LINKS = 7
NOBODY = "4294967295"
ID_MAP = "         0          0 4294967295\n"
NO_OFFSETS = "monotonic           0         0\nboottime            0         0\n"
NO_IO = "rchar: 0\nwchar: 0\nsyscr: 0\nsyscw: 0\nread_bytes: 0\nwrite_bytes: 0\ncancelled_write_bytes: 0\n"


def task_directory(kernel: "Kernel", task: Task) -> Inode:
    """The directory of one task."""
    made = TaskDirectory(kernel, task, PROCESS)
    made.links = PROCESS_LINKS
    return made


def cmdline(kernel: "Kernel", task: Task) -> str:
    """The arguments, each with a zero byte behind it; nothing for who has no memory."""
    return "".join(f"{word}\0" for word in task.cmdline) if has_mm(task) else ""


def environ(kernel: "Kernel", task: Task) -> str:
    """The environment that the program was started with."""
    return "".join(f"{name}={value}\0" for name, value in task.env.items())


@traced(
    "proc_pid_stack+0xab/0x120", "proc_single_show+0x50/0xb0", "seq_read_iter+0x122/0x450", "seq_read+0xd0/0x100",
    "vfs_read+0xa5/0x310", "ksys_read+0x6b/0xf0",
)  # fmt: skip
def stack(kernel: "Kernel", task: Task) -> str:
    """The functions of the kernel that a task sleeps in; for root alone."""
    if kernel.sched.current.uid:
        raise KernelError(Errno.EACCES)
    return "".join(f"[<0>] {line}\n" for line in stack_lines(kernel, task))


def wchan(kernel: "Kernel", task: Task) -> str:
    """The function a task sleeps in, without a newline."""
    return wait_channel(kernel, task) if may_access(kernel.sched.current, task) else "0"


def why(kernel: "Kernel", task: Task) -> str:
    """What Linux does not have: why the task waits, in words."""
    return "".join(f"{line}\n" for line in explain(kernel, task))


def set_comm(kernel: "Kernel", task: Task, text: str) -> None:
    """A task may give itself another name, of which a newline at the end is part."""
    if kernel.sched.current is not task:
        raise KernelError(Errno.EINVAL)
    task.set_name(text[:15])


def timerslack(kernel: "Kernel", task: Task) -> str:
    """How late timers may be, in ns: of another task only root may know."""
    if kernel.sched.current is not task and kernel.sched.current.uid:
        raise KernelError(Errno.EPERM)
    return "50000\n"


def core_filter(kernel: "Kernel", task: Task) -> str:
    """Which memory a core dump would hold."""
    return "00000033\n" if has_mm(task) else ""


def mem(kernel: "Kernel", task: Task) -> str:
    """Nothing is at address 0, where reading begins."""
    raise KernelError(Errno.EIO)


def children(kernel: "Kernel", task: Task) -> str:
    """The numbers of a task's children, a space behind each."""
    return "".join(f"{child.pid} " for child in task.children)


def _threads(kernel: "Kernel", task: Task) -> Inode:
    """task/: each task here is its only thread."""

    def lookup(name: str) -> Inode | None:
        if name != str(task.pid):
            return None
        made = TaskDirectory(kernel, task, THREAD)
        made.links = THREAD_LINKS
        return made

    made = ProcDirectory(lookup, lambda: [str(task.pid)])
    made.links = 3
    return stamped(kernel, made, task.uid, task.gid)


_SHARED: dict[str, Make] = {
    "fd": fd_directory,
    "fdinfo": hidden_folder(),
    "ns": folder(0o511),
    "net": lambda kernel, task: net_folder(kernel),
    "environ": secret(environ),
    "auxv": secret(lambda kernel, task: ""),
    "status": file(status),
    "personality": constant("00000000\n", 0o400),
    "limits": file(limits),
    "sched": file(sched, 0o644),
    "comm": file(lambda kernel, task: task.full_name + "\n", 0o644, set_comm),
    "syscall": file(syscall, 0o400),
    "cmdline": file(cmdline),
    "stat": file(stat),
    "statm": file(statm),
    "maps": secret(maps, 0o444),
    "numa_maps": secret(lambda kernel, task: "", 0o444),
    "mem": secret(mem, 0o600),
    "cwd": link(lambda task: task.cwd),
    "root": link(lambda task: "/"),
    "exe": link(lambda task: task.exe),
    "mounts": file(mounts),
    "mountinfo": file(mountinfo),
    "clear_refs": constant("", 0o200),
    "smaps": secret(lambda kernel, task: "", 0o444),
    "smaps_rollup": secret(lambda kernel, task: "", 0o444),
    "pagemap": secret(lambda kernel, task: ""),
    "attr": lambda kernel, task: TaskDirectory(kernel, task, {"current": constant("unconfined\n", 0o666)}),
    "wchan": file(wchan),
    "stack": file(stack, 0o400),
    "schedstat": file(schedstat),
    "cpuset": constant("/\n"),
    "cgroup": constant(""),
    "cpu_resctrl_groups": constant(""),
    "oom_score": file(oom_score),
    "oom_adj": constant("0\n", 0o644),
    "oom_score_adj": file(lambda kernel, task: f"{task.oom_score_adj}\n", 0o644, set_oom_score_adj),
    "loginuid": constant(NOBODY, 0o644),
    "sessionid": constant(NOBODY),
    "io": constant(NO_IO, 0o400),
    "uid_map": constant(ID_MAP, 0o644),
    "gid_map": constant(ID_MAP, 0o644),
    "projid_map": constant(ID_MAP, 0o644),
    "setgroups": constant("allow\n", 0o644),
    "patch_state": constant("-1\n", 0o400),
    "arch_status": constant(""),
    "ksm_merging_pages": constant("0\n", 0o400),
    "ksm_stat": constant("ksm_rmap_items 0\n", 0o400),
}
PROCESS: dict[str, Make] = _SHARED | {
    "task": _threads,
    "map_files": folder(0o500),
    "autogroup": constant("", 0o644),
    "coredump_filter": file(core_filter, 0o644),
    "mountstats": constant("", 0o400),
    "timers": constant(""),
    "timerslack_ns": file(timerslack, 0o666),
    "timens_offsets": constant(NO_OFFSETS, 0o644),
    "why": file(why),
}
THREAD: dict[str, Make] = _SHARED | {"children": file(children)}
