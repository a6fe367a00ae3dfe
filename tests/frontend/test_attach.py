"""More windows on one machine: each is a real program in a terminal of its own."""

import asyncio
import inspect
import os
import re
import signal
import socket
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from prompt_toolkit.data_structures import Size

from kshell.frontend.attach.place import Unsafe, check, connect, listen
from kshell.frontend.attach.remote import Keyboard
from kshell.frontend.attach.watch import Picture, Watch
from kshell.frontend.attach.wire import Hello, hello, message
from tests.frontend.window import F1, F2, HOST_PROMPT, PROMPT, Window

Open = Callable[..., Window]


def shows(w: Window, pattern: str) -> None:
    """Wait until a row of the window matches."""
    w.until(lambda: any(re.search(pattern, line) for line in w.lines), repr(pattern))


def modes(w: Window) -> str:
    """The terminal's settings, as the host says."""
    w.wait(HOST_PROMPT)
    w.type("clear; stty -a | tr -s ' \\n' ' '; echo end\r")
    w.wait("^speed(.*\n)*.*end\n" + HOST_PROMPT)
    return w.text


def two(window: Open) -> tuple[Window, Window]:
    """A kshell, and a window that is attached to it."""
    first = window()
    first.wait(PROMPT)
    second = window("attach")
    second.wait("^" + PROMPT)
    return first, second


def test_two_windows_share_the_machine_and_have_terminals_of_their_own(window: Open) -> None:
    first, second = two(window)
    second.type("insmod kthread_hang.ko; tty\r")
    second.wait("/dev/tty7\n" + PROMPT)
    first.wait("Thread Running\n")  # tty1 is the console
    for w in (first, second):
        w.type("lsmod\r")
        w.wait(r"kthread_hang +\d+  0\n" + PROMPT)
    assert b"\x1b[?1049h" not in second.raw


def test_one_window_hangs_and_the_other_works(window: Open) -> None:
    first, second = two(window)
    second.type("insmod kthread_hang.ko; rmmod kthread_hang\r")
    second.wait_toolbar("rmmod D .* kthread_stop")
    first.type("ps -C rmmod -o stat=,comm=\r")
    first.wait(r"D\+? +rmmod\n" + PROMPT)
    first.type("echo works\r")
    first.wait("\nworks\n" + PROMPT)


def test_the_keys_of_the_settings_hold_in_all_windows(window: Open, tmp_path: Path) -> None:
    settings = tmp_path / "config" / "kshell" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('keys = "vi"\n')
    _, second = two(window)
    second.type("echo abc\x1b")
    second.until(lambda: second.text.endswith("echo ab"), "the cursor to step back")
    second.type("x\r")
    second.wait("\nab\n" + PROMPT)


def test_keys_that_come_before_a_window_listens_are_kept() -> None:
    async def listen() -> list[str]:
        keyboard, heard = Keyboard(), list[str]()
        keyboard.feed(b"\x03")
        with keyboard.attach(lambda: heard.extend(press.data for press in keyboard.read_keys())):
            await asyncio.sleep(0)
        return heard

    assert asyncio.run(listen()) == ["\x03"]


def test_a_third_window_has_the_next_terminal(window: Open) -> None:
    _, second = two(window)
    third = window("attach")
    third.run("tty; who am i")
    third.wait("/dev/tty8\n")
    second.type("echo here > /dev/tty8\r")
    third.wait("\nhere\n")


def test_what_runs_in_a_window_goes_on_without_it_and_the_next_one_finds_it(window: Open) -> None:
    first, second = two(window)
    second.type("echo before; sleep 1000\r")
    second.wait_toolbar("sleep S")
    second.type("\x0fq")
    assert second.end() == 0
    first.type("ps -C sleep -o tty=,comm=\r")
    first.wait("tty7 +sleep\n" + PROMPT)
    third = window("attach")
    third.wait("^root@kshell:~# echo before; sleep 1000\nbefore\n$")
    third.type("\x03")
    third.wait(r"\^C\n" + PROMPT)


def test_a_window_that_is_killed_does_not_disturb_the_machine(window: Open) -> None:
    first, second = two(window)
    second.type("sleep 1000\r")
    second.wait_toolbar("sleep S")
    second.child.kill(signal.SIGKILL)
    assert second.end() == 128 + signal.SIGKILL
    first.type("ps -C sleep -o tty=,comm=\r")
    first.wait("tty7 +sleep\n" + PROMPT)


def test_a_window_that_is_closed_does_not_disturb_the_machine(window: Open) -> None:
    first, second = two(window)
    assert second.hang_up() == 128 + signal.SIGHUP
    first.type("echo works\r")
    first.wait("\nworks\n" + PROMPT)


def test_logging_out_leaves_and_the_next_window_has_a_new_shell(window: Open) -> None:
    first, second = two(window)
    second.type("x=1; exit\r")
    assert second.end() == 0
    first.type("echo works\r")
    first.wait("\nworks\n" + PROMPT)
    third = window("attach")
    third.wait("^" + PROMPT)
    third.type("echo $(tty)$x.\r")
    third.wait("\n/dev/tty7.\n" + PROMPT)


@pytest.mark.parametrize("how", ["exit\r", "echo o > /proc/sysrq-trigger\r", "\x0fq"])
def test_when_the_session_ends_its_windows_say_so_and_leave(window: Open, how: str) -> None:
    first, second = two(window)
    watching = window("attach", "--watch")
    shows(watching, "watching tty1")
    first.type(how)
    assert first.end() == 0
    for w in (second, watching):
        assert w.end() == 1
        assert "kshell attach: the session that this window belonged to has ended" in w.lines


def test_when_the_session_is_killed_the_window_says_so_and_its_terminal_is_restored(window: Open) -> None:
    first = window()
    first.wait(PROMPT)
    w = window(shell=True)
    before = modes(w)
    w.type("$KSHELL attach\r")
    w.wait("^" + PROMPT)
    w.type("\x0fs")
    shows(w, "─")
    first.child.kill(signal.SIGKILL)
    w.wait("kshell attach: the kshell that this window belonged to is gone\n" + HOST_PROMPT)
    w.type("echo $?\r")
    w.wait("\n1\n" + HOST_PROMPT)
    assert modes(w) == before
    assert w.raw.count(b"\x1b[?1049h") == w.raw.count(b"\x1b[?1049l") == 1


# -- looking on


def test_watching_shows_the_main_window_and_what_is_typed_there_and_types_nothing(window: Open) -> None:
    first = window()
    first.wait(PROMPT)
    w = window("attach", "--watch", rows=12)
    shows(w, "^ watching tty1 ready  q leaves")
    first.type("echo hal")
    shows(w, "^root@kshell:~# echo hal$")
    w.type("rmmod -f x\rexit\r\x1b[A\r")
    first.type("f; sleep 1000\r")
    shows(w, "^half$")
    shows(w, "^ watching tty1 sleep S ")
    first.type(F2)
    shows(w, "^ watching tty2 ready")
    first.type(F1)
    first.wait("^root@kshell:~# echo half; sleep 1000\nhalf\n$")
    w.type("q")
    assert w.end() == 0


def test_watching_a_program_that_paints(window: Open) -> None:
    first = window(rows=12)
    first.run("top")
    w = window("attach", "--watch", rows=12)
    shows(w, "^top - ")
    shows(w, "^ +1 root ")


def test_what_watches_is_given_pictures_and_nothing_that_could_type() -> None:
    parameters = inspect.get_annotations(Watch.__init__)
    assert parameters["look"] == Callable[[Size], Picture]
    assert set(parameters) == {"look", "host", "input", "output", "title", "cursor", "return"}
    assert Picture.__annotations__ == {"lines": list[str], "doing": str, "blocked": bool}


# -- finding it


def test_several_are_listed_and_one_is_named(window: Open) -> None:
    nobody = window("attach")
    assert nobody.end() == 1
    assert nobody.lines[0] == "kshell: attach: no kshell runs in another terminal: start one there with kshell"
    first, second = sorted([window(), window()], key=lambda w: w.child.pid)
    first.wait(PROMPT)
    second.run("sleep 1000")
    second.wait_toolbar("sleep S")
    pids = f"{first.child.pid} {second.child.pid}"
    either = window("attach", columns=120)
    assert either.end() == 1
    assert either.lines[0] == f"kshell: attach: several run: name one of {pids} (kshell attach --list says more)"
    listed = window("attach", "--list")
    assert listed.end() == 0
    assert re.fullmatch(rf"{first.child.pid}  up \d:\d\d, 0 more windows, tty1 ready", listed.lines[0])
    assert re.fullmatch(rf"{second.child.pid}  up \d:\d\d, 0 more windows, tty1 sleep S \d:\d\d", listed.lines[1])
    named = window("attach", str(second.child.pid))
    named.run("ps -C sleep -o tty=,comm=")
    named.wait("tty1 +sleep\n" + PROMPT)


def test_a_folder_that_others_can_open_is_not_used(window: Open, tmp_path: Path) -> None:
    place = tmp_path / "kshell"
    place.mkdir()
    place.chmod(0o755)
    w = window(XDG_RUNTIME_DIR=str(tmp_path), columns=300)
    w.wait(f"kshell: no other window can attach: {place}: open to others: chmod 700 {place}\n" + PROMPT)
    refused = window("attach", XDG_RUNTIME_DIR=str(tmp_path), columns=300)
    assert refused.end() == 1
    assert refused.lines[0] == f"kshell: attach: {place}: open to others: chmod 700 {place}"
    assert not list(place.iterdir())


def test_a_folder_of_somebody_else_or_a_link_is_not_used(tmp_path: Path) -> None:
    place = tmp_path / "kshell"
    place.symlink_to(tmp_path)
    with pytest.raises(Unsafe, match="not a folder: remove it"):
        check(place)
    if os.geteuid() == 0:
        os.chown(tmp_path, 65534, 65534)
        with pytest.raises(Unsafe, match="belongs to another user"):
            check(tmp_path)


def test_only_the_owner_can_open_the_socket(tmp_path: Path) -> None:
    with listen(tmp_path / "kshell") as listener:
        mode = (tmp_path / "kshell" / f"{os.getpid()}.sock").stat().st_mode
        assert stat.S_IMODE(mode) == 0o600
        assert stat.S_IMODE((tmp_path / "kshell").stat().st_mode) == 0o700
        assert listener.fileno() >= 0


def test_a_socket_without_its_kshell_is_removed(window: Open, tmp_path: Path) -> None:
    first = window(XDG_RUNTIME_DIR=str(tmp_path))
    first.wait(PROMPT)
    left = tmp_path / "kshell" / f"{first.child.pid}.sock"
    first.child.kill(signal.SIGKILL)
    first.end()
    assert left.exists()
    w = window("attach", str(first.child.pid), XDG_RUNTIME_DIR=str(tmp_path))
    assert w.end() == 1
    assert w.lines[0].startswith(f"kshell: attach: {first.child.pid}: no kshell with this process id runs here")
    assert not left.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nobody",), "nobody: not the process id of a kshell (kshell attach --list lists them)"),
        (("--what",), "unknown option --what (kshell attach --help lists them)"),
    ],
)
def test_wrong_usage(window: Open, arguments: tuple[str, ...], said: str) -> None:
    w = window("attach", *arguments, columns=120)
    assert w.end() == 2
    assert w.lines[0] == f"kshell: attach: {said}"


# -- windows that misbehave


def test_a_window_that_does_not_read_holds_nothing_up_and_is_drawn_afresh_later(window: Open, tmp_path: Path) -> None:
    first = window(XDG_RUNTIME_DIR=str(tmp_path))
    first.wait(PROMPT)
    connection = connect(tmp_path / "kshell", first.child.pid)
    assert connection is not None
    with connection:
        connection.sendall(
            hello(Hello("window", "xterm"))
            + message(b"K", b"seq 200000; sleep 1; seq 200000; sleep 1; seq 7; touch done\r")
        )
        first.type("until [ -e done ]; do sleep 0.1; done; echo works\r")
        first.wait("\nworks\n" + PROMPT)
        received = b""
        while b"\n6\r\n7\r\n" not in received[-2000:]:
            received += connection.recv(1 << 16)


@pytest.mark.parametrize("junk", [b"", b"GET / HTTP/1.1\r\n\r\n", b"H\xff\xff\xff\xff", message(b"H", b"[" * 60000)])
def test_what_is_not_a_window_is_shown_the_door(window: Open, tmp_path: Path, junk: bytes) -> None:
    first = window(XDG_RUNTIME_DIR=str(tmp_path))
    first.wait(PROMPT)
    connection = connect(tmp_path / "kshell", first.child.pid)
    assert connection is not None
    with connection:
        connection.sendall(junk)
        connection.shutdown(socket.SHUT_WR)
        assert connection.recv(1) == b""
    first.type("echo works\r")
    first.wait("\nworks\n" + PROMPT)


def test_each_window_has_its_own_size(window: Open) -> None:
    first, second = two(window)

    def fits(w: Window) -> None:
        w.until(lambda: re.fullmatch(r"\*tty\d ready.*up \d:\d\d", w.toolbar), "the toolbar in the last row")
        assert len(w.toolbar) == w.emulator.columns - 1

    second.resize(60, 10)
    fits(second)
    second.run("for i in $(seq 20); do echo $i; done")
    second.wait("^13\n(.*\n)+20\n" + PROMPT)
    second.type("\x0fq")
    assert second.end() == 0
    first.resize(100, 30)
    fits(first)


def test_a_window_stops_and_goes_on_while_the_machine_runs(window: Open) -> None:
    first = window()
    first.wait(PROMPT)
    w = window(shell=True)
    before = modes(w)
    w.type("$KSHELL attach\r")
    w.wait("^" + PROMPT)
    w.type("echo here\r")
    w.wait("here\n" + PROMPT)
    w.type("half\x0fz")
    w.wait(r"Stopped +\$KSHELL attach\n" + HOST_PROMPT)
    assert modes(w) == before
    first.type("echo works\r")
    first.wait("\nworks\n" + PROMPT)
    w.type("fg\r")
    w.wait("^root@kshell:~# echo here\nhere\nroot@kshell:~# half$")


def test_a_window_can_show_the_consoles_of_the_machine(window: Open) -> None:
    first, second = two(window)
    first.type("echo on one\r")
    first.wait("\non one\n" + PROMPT)
    second.type(F1)
    second.wait("^root@kshell:~# echo on one\non one\n" + PROMPT)
    second.type("tty\r")
    first.wait("~# tty\n/dev/tty1\n" + PROMPT)
    second.type(F2 + "\x0fh")
    second.wait_toolbar(r"\*tty7 ready")
