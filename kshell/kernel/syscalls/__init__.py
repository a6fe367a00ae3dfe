"""The system calls, grouped as their subjects are: what kshell.uapi.syscalls promises."""
