"""Time in the person's hands: slower, faster, not at all, in leaps; and whatever she does, the same log."""

from kshell.frontend.pacer import Pacer
from kshell.machine import NSEC_PER_SEC, Machine, Settings


class Wall:
    """A wall clock that goes on by a millisecond whenever it is looked at, and by what the test says."""

    def __init__(self) -> None:
        self.now = 0

    def __call__(self) -> int:
        self.now += 1000
        return self.now


class Desk:
    """A machine with a pacer, and a person who types at tty1."""

    def __init__(self) -> None:
        self.wall = Wall()
        self.machine = Machine(Settings())
        self.pacer = Pacer(self.machine, self.wall)
        self.keys: list[tuple[int, str]] = []
        self.machine.terminal(1)
        self.pass_time(0.1)

    def pass_time(self, seconds: float) -> None:
        """Let the wall clock go on, in steps as long as a front end takes."""
        end = self.wall.now + int(seconds * NSEC_PER_SEC)
        while self.wall.now < end:
            self.pacer.run()
            self.wall.now = min(end, self.wall.now + int(min(self.pacer.seconds_to_wait, 0.05) * NSEC_PER_SEC) + 1000)
        self.pacer.run()

    def enter(self, line: str) -> None:
        self.keys.append((self.machine.now, line))
        self.machine.terminals[1].type_line(line)
        self.pacer.typed()

    @property
    def seconds(self) -> int:
        """Since boot, rounded."""
        return round(self.machine.now / NSEC_PER_SEC)

    def log(self) -> list[tuple[int, str]]:
        return [(record.ns, record.text) for record in self.machine.kernel.log.buffer.records]


def test_the_machine_follows_the_wall_clock() -> None:
    desk = Desk()
    desk.pass_time(10)
    assert desk.seconds == 15


def test_time_can_go_faster_and_slower() -> None:
    desk = Desk()
    for _ in range(3):
        desk.pacer.faster()
    assert desk.pacer.says == "10x"
    desk.pass_time(10)
    assert desk.seconds == 105
    for _ in range(20):
        desk.pacer.slower()
    assert desk.pacer.says == "0.1x"
    desk.pass_time(10)
    assert desk.seconds == 106
    desk.pacer.real()
    assert desk.pacer.says == ""
    desk.pass_time(10)
    assert desk.seconds == 116
    for _ in range(20):
        desk.pacer.faster()
    assert desk.pacer.says == "1000x"


def test_while_time_stands_still_the_shell_answers_and_sleepers_sleep_on() -> None:
    desk = Desk()
    desk.enter("insmod kthread_stop.ko")
    desk.pass_time(1)
    desk.pacer.pause()
    before = len(desk.log())
    desk.enter("lsmod > /root/out; cat /root/out")
    desk.pass_time(100)
    assert desk.pacer.says == "paused"
    assert desk.seconds == 6
    assert "kthread_stop" in desk.machine.terminals[1].take_output()
    assert len(desk.log()) == before
    desk.pacer.pause()
    desk.pass_time(10)
    assert (desk.seconds, len(desk.log())) == (16, before + 2)


def test_a_minute_can_be_skipped() -> None:
    desk = Desk()
    desk.pacer.pause()
    desk.pacer.skip(60)
    desk.pass_time(0.5)
    assert (desk.seconds, desk.pacer.says) == (65, "paused")


def test_time_can_leap_to_the_next_message() -> None:
    desk = Desk()
    desk.enter("insmod kthread_stop.ko")
    desk.pacer.pause()
    for seconds in (10, 15, 20):
        before = len(desk.log())
        desk.pacer.to_next_message()
        desk.pass_time(0.1)
        assert (desk.seconds, len(desk.log())) == (seconds, before + 1)


def test_a_nap_of_the_host_costs_the_machine_no_time() -> None:
    desk = Desk()
    desk.wall.now += 3600 * NSEC_PER_SEC
    desk.pass_time(1)
    assert desk.seconds == 6


def test_a_reboot_starts_the_clock_anew() -> None:
    desk = Desk()
    desk.pass_time(100)
    desk.enter("reboot")
    desk.pass_time(1)
    assert (desk.seconds, desk.machine.boots) == (6, 2)


def test_the_same_keys_at_the_same_kernel_times_give_the_same_log() -> None:
    desk = Desk()
    desk.enter("insmod kthread_hang.ko; insmod kthread_stop.ko")
    desk.pass_time(3)
    desk.pacer.faster()
    desk.enter("rmmod kthread_stop")
    desk.pass_time(4)
    desk.pacer.to_next_message()
    desk.pass_time(0.1)
    desk.pacer.pause()
    desk.enter("insmod spin.ko; echo loaded >/dev/kmsg")
    desk.pass_time(1)
    desk.pacer.skip(7)
    desk.pass_time(1)
    desk.pacer.real()
    desk.pass_time(2)
    again = Machine(Settings())
    for time, line in desk.keys:
        again.run(time)
        again.terminals[1].type_line(line)
    again.run(desk.machine.now)
    assert desk.log() == [(record.ns, record.text) for record in again.kernel.log.buffer.records]
    assert len(desk.log()) > 12
