"""Words that the kernel and its users share: error numbers, signals, wait statuses, the system calls."""
