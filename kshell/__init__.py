"""kshell: a terminal over a simulated Linux kernel."""
