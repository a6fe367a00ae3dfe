"""/proc, the least of it."""

from collections.abc import Callable

from kshell.kernel.fs.inode import Directory, Generated, GeneratedDirectory, Inode
from kshell.kernel.kernel import Kernel
from kshell.kernel.stacktrace import stack_lines, wchan


def make_proc(kernel: Kernel) -> None:
    """Fill /proc."""

    def modules() -> str:
        out = ""
        for m in kernel.modules.listed():
            deps = ",".join(h.name for h in m.holders) + "," if m.holders else "-"
            if m.permanent:
                deps = "[permanent],"
            taints = kernel.taint.of_module(m)
            out += f"{m.name} {m.loading_size} {m.refcnt} {deps} {m.state.word} 0x{m.address:016x} {taints}\n"
        return out

    files = {"modules": modules, "uptime": lambda: f"{kernel.clock.now / 1e9:.2f} 0.00\n"}

    def pid(name: str) -> Inode | None:
        if name in files:
            return Generated(files[name])
        t = kernel.pids.find(int(name)) if name.isdigit() else None
        if t is None:
            return sub.get(name)
        d = Directory(0o555)
        d.insert("comm", Generated(lambda: t.full_name + "\n"))
        d.insert("cmdline", Generated(lambda: "\0".join(t.cmdline) + "\0" if t.cmdline else ""))
        d.insert("wchan", Generated(lambda: wchan(kernel, t)))
        d.insert("stack", Generated(lambda: "".join(f"[<0>] {line}\n" for line in stack_lines(kernel, t))))
        return d

    sub: dict[str, Inode] = {}
    ksys = Directory(0o555)
    kk = Directory(0o555)
    ksys.insert("kernel", kk)
    sub["sys"] = ksys
    kk.insert("tainted", Generated(lambda: f"{kernel.taint.value}\n"))
    for n in kernel.sysctl.names():
        kk.insert(n.partition(".")[2], Generated(*_setting(kernel, n), 0o644))
    kernel.vfs.make(
        "/proc", GeneratedDirectory(pid, lambda: [str(t.pid) for t in kernel.pids.tasks()] + list(files) + list(sub))
    )


def _setting(kernel: Kernel, name: str) -> tuple[Callable[[], str], Callable[[str], None]]:
    return lambda: f"{kernel.sysctl[name]}\n", lambda text: kernel.sysctl.write(name, text)
