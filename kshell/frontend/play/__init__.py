"""``kshell play``: a transcript is performed in an ordinary session."""
