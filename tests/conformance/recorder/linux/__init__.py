"""A real Linux in QEMU, made of what Debian has: its kernel, and this machine's own programs."""
