"""Loading a module: the checks in Linux's order, then init (kernel/module/main.c, load_module)."""

from typing import TYPE_CHECKING, Any

from kshell.kernel.errors import UNWINDING, KernelError
from kshell.kernel.kallsyms import traced
from kshell.kernel.module.hooks import InvalidHook, hook_span, plugin_manager
from kshell.kernel.module.image import SCHED, TASK_EXIT, BadImage, Image, kernel_builtins
from kshell.kernel.module.layout import INIT_SECTION
from kshell.kernel.module.params import parse_args
from kshell.kernel.module.pointing import Span, pointed, span_of_code
from kshell.kernel.module.ranges import range_of
from kshell.kernel.module.state import Module, ModuleState
from kshell.kernel.module.symbols import resolve, take_references, unknown_symbols
from kshell.kernel.module.unload import free_module
from kshell.kernel.sched.state import SLICE_NSEC
from kshell.kernel.taint import add_taint_unreliable
from kshell.kernel.version import VERMAGIC
from kshell.uapi.elf import InvalidElf, ObjectFile, is_elf, unpack
from kshell.uapi.errno import Errno
from kshell.uapi.modinfo import NotAModule, declarations
from kshell.uapi.syscalls import MODULE_INIT_IGNORE_MODVERSIONS, MODULE_INIT_IGNORE_VERMAGIC

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel

TOP_LEVEL_POINTS = 1_000_000
TOP_LEVEL_NSEC = 2_000_000
GPL_LICENSES = ("GPL", "GPL v2", "GPL and additional rights", "Dual BSD/GPL", "Dual MIT/GPL", "Dual MPL/GPL")


def load_module(kernel: "Kernel", path: str, data: bytes, params: str, flags: int = 0) -> None:
    """Load a module from a file's bytes and run its init; KernelError with the errno that insmod gets.

    The bytes are an object file, or a module's bare source, which is then named after ``path``. ``flags`` are those of
    finit_module(2). May sleep: a module of the same name that is still loading is waited for.
    """
    _check_signature(kernel)
    try:
        found = _object_file(path, data)
        name = found.value("name")
        _check_blacklist(kernel, name)
        _check_vermagic(kernel, found, flags)
        image = kernel.read_image(name, found.file, found.source)
        missing = unknown_symbols(kernel, image)
        module = _layout(kernel, image, found, run=not missing)
    except BadImage as error:
        for line in str(error).split("\n"):
            kernel.log.emit(f"{line}\n", 3)
        raise KernelError(Errno.ENOEXEC) from None
    module.opened, module.args = path, params
    _taint(kernel, module, found, flags)
    _add_unformed(kernel, module)
    try:
        _prepare(kernel, module, missing, params)
    except KernelError:
        free_module(kernel, module)
        raise
    do_init_module(kernel, module)


def _check_signature(kernel: "Kernel") -> None:
    """No module here is signed: none can be loaded once module.sig_enforce is set (module_sig_check)."""
    if kernel.modules.sig_enforce:
        kernel.log.emit("Loading of unsigned module is rejected\n", 5)
        raise KernelError(Errno.EKEYREJECTED)


def _object_file(path: str, data: bytes) -> ObjectFile:
    """What is in the file; BadImage."""
    if is_elf(data):
        try:
            return unpack(data)
        except InvalidElf as error:
            raise BadImage(str(error)) from None
    stem = path.rpartition("/")[2].partition(".")[0]
    try:
        tags = declarations(data).tags
    except NotAModule:
        tags = ()
    return ObjectFile([*tags, ("name", stem.replace("-", "_"))], f"{stem}.py", data)


def _check_blacklist(kernel: "Kernel", name: str) -> None:
    """Refuse what module_blacklist= on the kernel's command line names; the last one counts."""
    lists = [word.partition("=")[2] for word in kernel.boot_words if word.startswith("module_blacklist=")]
    if lists and name in lists[-1].split(","):
        kernel.log.emit(f"Module {name} is blacklisted\n", 3)
        raise KernelError(Errno.EPERM)


def _check_vermagic(kernel: "Kernel", found: ObjectFile, flags: int) -> None:
    """Refuse what was built for another kind of kernel; the release may differ, for symbols have versions."""
    name, magic = found.value("name"), found.value("vermagic")
    if flags & MODULE_INIT_IGNORE_MODVERSIONS:
        _force_load(kernel, name, "module_layout")
    if flags & MODULE_INIT_IGNORE_VERMAGIC:
        _force_load(kernel, name, "bad vermagic")
    elif magic and magic.partition(" ")[2] != VERMAGIC.partition(" ")[2]:
        raise BadImage(f"{name}: version magic '{magic}' should be '{VERMAGIC}'")


def _force_load(kernel: "Kernel", name: str, reason: str) -> None:
    if "F" not in kernel.taint.flags:
        kernel.log.emit(f"{name}: {reason}: kernel tainted.\n", 4)
    add_taint_unreliable(kernel, "F")


class Budget:
    """Stands for the scheduler while a module's top level runs, which must come to an end."""

    __slots__ = ("cost", "file", "name", "spent")

    def __init__(self, name: str, file: str) -> None:
        self.name = name
        self.file = file
        self.spent = 0
        self.cost = SLICE_NSEC // TOP_LEVEL_POINTS

    def point(self) -> None:
        """Scheduler.point(): charge for a loop's round or a call."""
        self.spent += self.cost
        if self.spent >= SLICE_NSEC:
            self.tick()

    def tick(self) -> None:
        """All is spent."""
        raise BadImage(f"{self.name}: {self.file}: the code outside its functions does not come to an end")


def _layout(kernel: "Kernel", image: Image, found: ObjectFile, *, run: bool) -> Module:
    """Run the image's top level, which declares what the module has; nothing of the kernel is called yet."""
    file = found.file
    namespace: dict[str, Any] = {"__name__": image.name, "__file__": file}
    module = Module(image.name, file, image.source, image.code, namespace)
    for key, value in found.info:
        module.info.setdefault(key, []).append(value)
    if not run:
        return module
    builtins = kernel_builtins()
    builtins["__import__"] = kernel.import_face
    builtins["range"] = range_of(lambda: namespace[SCHED].point())
    namespace |= {"__builtins__": builtins, SCHED: Budget(image.name, file), TASK_EXIT: UNWINDING}
    kernel.modules.own(module)
    kernel.sched.charge(TOP_LEVEL_NSEC)
    try:
        exec(image.code, namespace)  # a module is code to run; this is its ``text`` being laid out
    except (BadImage, *UNWINDING):
        raise
    except BaseException as error:
        raise BadImage(_failure(module, error)) from None
    namespace[SCHED] = kernel.sched
    _register(module)
    return module


def _failure(module: Module, error: BaseException) -> str:
    span, trace = Span(1, 0, 0), error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_globals is module.namespace:
            span = span_of_code(trace.tb_frame.f_code, trace.tb_lasti, trace.tb_lineno, module.source)
        trace = trace.tb_next
    text = f"{type(error).__name__}: {error}".replace("\n", " ")
    return f"{module.name}: " + "\n".join(pointed(module.file, module.source, span, text))


def _register(module: Module) -> None:
    hooks = {"module_init": module.init, "module_exit": module.exit}
    try:
        manager = plugin_manager(module.name, {hook: fn for hook, fn in hooks.items() if fn is not None})
    except InvalidHook as error:
        lines = pointed(module.file, module.source, hook_span(error, module.source), str(error))
        raise BadImage(f"{module.name}: " + "\n".join(lines)) from None
    module.hooks = manager.hook


def _taint(kernel: "Kernel", module: Module, found: ObjectFile, flags: int) -> None:
    if kernel.taint.add("O"):
        kernel.log.emit(f"{module.name}: loading out-of-tree module taints kernel.\n", 4)
    module.taints = "FO" if flags & (MODULE_INIT_IGNORE_MODVERSIONS | MODULE_INIT_IGNORE_VERMAGIC) else "O"
    license_ = found.value("license") or "unspecified"
    if license_ not in GPL_LICENSES:
        module.taints = "P" + module.taints
        if "P" not in kernel.taint.flags:
            kernel.log.emit(f"{module.name}: module license '{license_}' taints kernel.\n", 4)
        add_taint_unreliable(kernel, "P")


def _add_unformed(kernel: "Kernel", module: Module) -> None:
    """Join the list unless the name is taken (add_unformed_module)."""
    old = kernel.modules.find(module.name)
    if old is not None and old.state is ModuleState.GOING:
        raise KernelError(Errno.EBUSY)
    if old is not None:
        _finished_loading(kernel, old)
        raise KernelError(Errno.EEXIST if old.state is ModuleState.LIVE else Errno.EBUSY)
    kernel.modules.add(module)
    if kernel.taint.add("E"):
        kernel.log.emit(
            f"{module.name}: module verification failed: signature and/or required key missing - tainting kernel\n", 5
        )
    module.taints += "E"


def _finished_loading(kernel: "Kernel", old: Module) -> None:
    loading = (ModuleState.COMING, ModuleState.UNFORMED)
    kernel.modules.wait.wait_or_restart(lambda: old.state not in loading)


def _prepare(kernel: "Kernel", module: Module, missing: list[str], params: str) -> None:
    resolve(kernel, module, missing)
    take_references(module)
    module.state = ModuleState.COMING
    error = parse_args(kernel.log, module, params)
    if error:
        raise KernelError(-error)


def do_init_module(kernel: "Kernel", module: Module) -> None:
    """Run init in the caller's context; the module is LIVE afterwards, or gone."""
    result = _run_init(kernel, module)
    if result < 0:
        module.state = ModuleState.GOING
        free_module(kernel, module)
        raise KernelError(-result)
    if result > 0:
        _wonder(kernel, module, result)
    module.state = ModuleState.LIVE
    module.refcnt -= 1
    kernel.modules.wait.wake_up()


@traced("do_init_module.cold+0x21/0x26")
def _wonder(kernel: "Kernel", module: Module, result: int) -> None:
    kernel.log.emit(
        f"do_init_module: '{module.name}'->init suspiciously returned {result}, it should follow 0/-E convention\n"
        "do_init_module: loading module anyway...\n",
        4,
    )
    kernel.traps.report.dump_stack()


@traced("do_init_module+0x4a/0x1f0")
def _run_init(kernel: "Kernel", module: Module) -> int:
    return _do_one_initcall(kernel, module)


@traced("do_one_initcall+0x59/0x220")
def _do_one_initcall(kernel: "Kernel", module: Module) -> int:
    if module.init is None:
        return 0
    task = kernel.sched.current
    before = task.preempt_count
    result = kernel.traps.call(module.init)
    if task.preempt_count != before:
        task.preempt_count = before
        text = f"initcall {_first_address(module)} returned with preemption imbalance "
        kernel.traps.report.warn("init/main.c:1284", "do_one_initcall+0x1d7/0x220", text)
    return result if isinstance(result, int) else 0


def _first_address(module: Module) -> str:
    name = getattr(module.init, "__name__", "init")
    return f"{name}+0x0/0x{INIT_SECTION:x} [{module.name}]"
