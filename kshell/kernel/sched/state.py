"""Task states, as bits (include/linux/sched.h)."""

TASK_RUNNING = 0x0000
TASK_INTERRUPTIBLE = 0x0001
TASK_UNINTERRUPTIBLE = 0x0002
TASK_STOPPED = 0x0004
EXIT_DEAD = 0x0010
EXIT_ZOMBIE = 0x0020
TASK_PARKED = 0x0040
TASK_DEAD = 0x0080
TASK_WAKEKILL = 0x0100
TASK_NOLOAD = 0x0400
TASK_KILLABLE = TASK_WAKEKILL | TASK_UNINTERRUPTIBLE
TASK_IDLE = TASK_UNINTERRUPTIBLE | TASK_NOLOAD
TASK_REPORT = 0x007F
TASK_NORMAL = TASK_INTERRUPTIBLE | TASK_UNINTERRUPTIBLE

POINT_NSEC = 83  # a prime number of points to a slice: no loop keeps in step with it
SLICE_NSEC = 4_000_000
_LETTERS = {
    TASK_RUNNING: "R",
    TASK_INTERRUPTIBLE: "S",
    TASK_UNINTERRUPTIBLE: "D",
    TASK_STOPPED: "T",
    EXIT_DEAD: "X",
    EXIT_ZOMBIE: "Z",
    TASK_PARKED: "P",
}


def state_letter(state: int) -> str:
    """The letter that ps shows for a state: that of its highest bit that counts (task_state_index)."""
    if state & TASK_IDLE == TASK_IDLE:
        return "I"
    shown = state & TASK_REPORT
    return _LETTERS[1 << shown.bit_length() - 1 if shown else TASK_RUNNING]
