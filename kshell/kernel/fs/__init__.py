"""The file system as programs see it: a tree in memory, /proc and /sys."""
