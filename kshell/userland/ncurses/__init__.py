"""The programs of ncurses 6.4."""
