"""``kshell record --from``: the log of a session on a real machine becomes the draft of a transcript."""
