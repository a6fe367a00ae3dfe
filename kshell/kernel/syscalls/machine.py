"""System calls about modules, the log and the machine (kernel/module/main.c, kernel/printk, kernel/reboot.c)."""

from kshell.kernel.errors import KernelError
from kshell.kernel.kallsyms import traced
from kshell.kernel.module.loader import load_module
from kshell.kernel.module.unload import delete_module
from kshell.kernel.syscalls.entry import syscall
from kshell.kernel.syscalls.file import FileCalls
from kshell.kernel.syscalls.process import ProcessCalls
from kshell.kernel.syscalls.sched import SchedulingCalls
from kshell.kernel.sysctl_machine import NAME_LENGTH
from kshell.kernel.version import RELEASE, UTS_VERSION
from kshell.uapi import syscalls as uapi
from kshell.uapi.errno import Errno


class SystemCalls(ProcessCalls, SchedulingCalls, FileCalls):
    """All system calls of a machine."""

    @syscall
    @traced("__do_sys_finit_module+0xac/0x120")
    def finit_module(self, fd: int, params: str, flags: int = 0) -> None:
        self._may_load()
        if flags & ~(uapi.MODULE_INIT_IGNORE_MODVERSIONS | uapi.MODULE_INIT_IGNORE_VERMAGIC):
            raise KernelError(Errno.EINVAL)
        file = self._files.get(fd)
        path = file.path or "module"
        data = b""
        while chunk := file.read(1 << 20):
            data += chunk
        load_module(self.kernel, path, data, params, flags)

    @syscall
    @traced("__do_sys_delete_module+0x1b9/0x330")
    def delete_module(self, name: str, flags: int) -> None:
        self._may_load()
        delete_module(self.kernel, name, flags)

    def _may_load(self) -> None:
        self._privileged()
        if self.kernel.sysctl["kernel.modules_disabled"]:
            raise KernelError(Errno.EPERM)

    @syscall
    def syslog(self, action: int, length: int = 0) -> int:
        log = self.kernel.log
        if action == uapi.SYSLOG_ACTION_SIZE_BUFFER:
            return 1 << 17
        self._privileged()
        if action == uapi.SYSLOG_ACTION_CLEAR:
            log.buffer.clear_seq = log.buffer.next_seq
        elif action == uapi.SYSLOG_ACTION_CONSOLE_OFF:
            log.saved_loglevel = log.saved_loglevel or log.console_loglevel
            log.console_loglevel = log.minimum_loglevel
        elif action == uapi.SYSLOG_ACTION_CONSOLE_ON:
            log.console_loglevel = log.saved_loglevel or log.console_loglevel
            log.saved_loglevel = 0
        elif action == uapi.SYSLOG_ACTION_CONSOLE_LEVEL and 1 <= length <= 8:
            log.console_loglevel = max(length, log.minimum_loglevel)
            log.saved_loglevel = 0
        else:
            raise KernelError(Errno.EINVAL)
        return 0

    def uname(self) -> uapi.Utsname:
        return uapi.Utsname("Linux", self.kernel.hostname, RELEASE, UTS_VERSION, "x86_64")

    @syscall
    def sethostname(self, name: str) -> None:
        self._privileged()
        if len(name) > NAME_LENGTH:
            raise KernelError(Errno.EINVAL)
        self.kernel.hostname = name

    @syscall
    def reboot(self, command: int) -> None:
        self._privileged()
        self.kernel.reboot(command)

    @syscall
    def sync(self) -> None:
        """Nothing is on a disk."""
