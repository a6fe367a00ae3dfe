"""Who runs next: the run queue, waiting and waking."""
