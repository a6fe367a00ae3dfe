"""Windows over SSH, from this computer: a real program, and a client that is not ours."""

import asyncio
import re
import socket
import stat
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import asyncssh
import pyte
import pytest

from kshell.frontend.attach.command import CannotAttach
from kshell.frontend.attach.ssh import entrance
from tests.frontend.window import F2, PATIENCE, PROMPT, Window

Open = Callable[..., Window]
GUEST, STRANGER = (asyncssh.generate_private_key("ssh-ed25519") for _ in range(2))


class House:
    """A kshell that people can join: its window, and where."""

    def __init__(self, window: Open, folder: Path, options: str = "") -> None:
        self.keys = folder / "keys"
        self.keys.touch(0o600)
        self.keys.write_text(f"# guests\n{options}{GUEST.export_public_key().decode()}")
        self.window = window("--ssh", "0", "--ssh-keys", str(self.keys), columns=160)
        self.window.wait(PROMPT)
        told = re.search(
            r"kshell: ssh -p (\d+) 127.0.0.1 opens a window here \(host key (SHA256:\S+)\)", self.window.text
        )
        assert told is not None
        self.port, self.fingerprint = int(told[1]), told[2]

    def visit(self, body: Callable[[asyncssh.SSHClientConnection], Awaitable[None]], **options: Any) -> None:
        """Come in with the right key, unless told otherwise."""

        async def run() -> None:
            async with asyncio.timeout(PATIENCE), self.come(**options) as connection:
                await body(connection)

        asyncio.run(run())

    def come(self, **options: Any) -> Any:
        usual = {"known_hosts": None, "client_keys": [GUEST], "username": "anybody", "agent_path": None, "config": None}
        return asyncssh.connect("127.0.0.1", self.port, **usual | options)

    def works(self) -> None:
        """The machine goes on."""
        self.window.type("echo works\r")
        self.window.wait("\nworks\n" + PROMPT)


class View:
    """A window of ours at the other end."""

    def __init__(self, process: asyncssh.SSHClientProcess[bytes]) -> None:
        self.process = process
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)

    @classmethod
    async def open(cls, connection: asyncssh.SSHClientConnection, command: str | None = None, **options: Any) -> "View":
        terminal = {"term_type": "xterm", "term_size": (80, 24), "encoding": None}
        return cls(await connection.create_process(command, **terminal, **options))

    def type(self, keys: str) -> None:
        self.process.stdin.write(keys.encode())

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self._screen.display)

    async def wait(self, pattern: str) -> None:
        """Wait until the screen matches."""
        while not re.search(pattern, self.text, re.MULTILINE):
            try:
                data = await self.process.stdout.read(1 << 16)
            except asyncio.CancelledError:
                raise AssertionError(f"waited for {pattern!r}; shown:\n{self.text}") from None
            assert data, f"it has ended without {pattern!r}; shown:\n{self.text}"
            self._stream.feed(data)


@pytest.fixture
def house(window: Open, tmp_path: Path) -> House:
    return House(window, tmp_path)


def test_a_window_over_ssh_is_one_on_the_machine_with_a_terminal_of_its_own(house: House) -> None:
    async def body(connection: asyncssh.SSHClientConnection) -> None:
        view = await View.open(connection)
        await view.wait("^root@kshell:~#$")
        view.type("insmod kthread_hang.ko; tty\r")
        await view.wait("^/dev/tty7$")
        view.process.change_terminal_size(60, 10)
        await view.wait(r"^\*tty7 ready {33}\^O menu up \d:\d\d$")
        view.type("exit\r")
        assert (await view.process.wait()).exit_status == 0

    house.visit(body)
    house.window.wait("Thread Running\n")
    house.window.type("lsmod\r")
    house.window.wait(r"kthread_hang +\d+  0\n" + PROMPT)


def test_what_runs_there_goes_on_when_the_connection_is_lost_and_the_next_one_finds_it(
    house: House, window: Open
) -> None:
    async def lose(connection: asyncssh.SSHClientConnection) -> None:
        view = await View.open(connection)
        view.type("sleep 1000\r")
        await view.wait("sleep S")
        connection.abort()

    async def find(connection: asyncssh.SSHClientConnection) -> None:
        view = await View.open(connection)
        await view.wait("^root@kshell:~# sleep 1000$")
        view.type("\x03")
        await view.wait(r"^\^C$")
        view.type("\x0fq")
        assert (await view.process.wait()).exit_status == 0

    house.visit(lose)
    while True:
        listed = window("attach", "--list")
        listed.end()
        if "0 more windows" in listed.lines[0]:
            break
    house.window.type("until ps -C sleep -o tty=,comm=; do sleep 0.1; done\r")
    house.window.wait("tty7 +sleep\n" + PROMPT)
    house.visit(find)


def test_without_a_key_that_is_named_nobody_comes_in(house: House) -> None:
    async def body(connection: asyncssh.SSHClientConnection) -> None:
        raise AssertionError("it has let me in")

    for how in ({"client_keys": [STRANGER]}, {"client_keys": None, "password": "x"}, {"client_keys": None}):
        with pytest.raises(asyncssh.PermissionDenied):
            house.visit(body, **how)
    house.works()


def test_a_key_that_is_taken_away_opens_nothing_any_more(house: House) -> None:
    async def body(connection: asyncssh.SSHClientConnection) -> None:
        house.keys.write_text(STRANGER.export_public_key().decode())
        with pytest.raises(asyncssh.PermissionDenied):
            async with house.come():
                pass
        async with house.come(client_keys=[STRANGER]):
            pass

    house.visit(body)


def test_looking_on_types_nothing(house: House) -> None:
    async def body(connection: asyncssh.SSHClientConnection) -> None:
        view = await View.open(connection, "watch")
        await view.wait("watching tty1 ready  q leaves")
        view.type("rmmod x\rexit\r")
        house.window.type(F2)
        await view.wait("watching tty2 ready  q leaves")
        view.type("q")
        assert (await view.process.wait()).exit_status == 0

    house.visit(body)
    house.works()


def test_a_key_that_may_only_look_on_does_so_whatever_it_asks_for(window: Open, tmp_path: Path) -> None:
    house = House(window, tmp_path, 'command="watch" ')

    async def body(connection: asyncssh.SSHClientConnection) -> None:
        view = await View.open(connection, "plain")
        await view.wait("watching tty1 ready  q leaves")

    house.visit(body)


def test_there_is_nothing_to_be_had_but_a_window(house: House) -> None:
    async def command(connection: asyncssh.SSHClientConnection) -> None:
        refused = await connection.run("cat /etc/passwd")
        assert (refused.exit_status, refused.stderr) == (
            2,
            "kshell: no commands run here: say watch to look on, plain for a screen reader, or nothing\r\n",
        )

    async def without_a_terminal(connection: asyncssh.SSHClientConnection) -> None:
        refused = await connection.run("watch")
        assert (refused.exit_status, refused.stderr) == (2, "kshell: a window needs a terminal: ssh -t\r\n")

    async def subsystem(connection: asyncssh.SSHClientConnection) -> None:
        with pytest.raises(asyncssh.ChannelOpenError):
            await connection.start_sftp_client()

    async def forwarding(connection: asyncssh.SSHClientConnection) -> None:
        for connect in (
            lambda: connection.open_connection("127.0.0.1", house.port),
            lambda: connection.open_unix_connection("/tmp/x"),
            lambda: connection.open_tun(),
        ):
            with pytest.raises(asyncssh.ChannelOpenError):
                await connect()
        with pytest.raises(asyncssh.ChannelListenError):
            await connection.forward_remote_port("", 0, "127.0.0.1", house.port)

    async def second_window(connection: asyncssh.SSHClientConnection) -> None:
        await View.open(connection)
        with pytest.raises(asyncssh.ChannelOpenError):
            await View.open(connection)

    for attempt in (command, without_a_terminal, subsystem, forwarding, second_window):
        house.visit(attempt)
    house.works()


def test_a_window_that_does_not_read_holds_nothing_up_and_is_drawn_afresh_later(house: House) -> None:
    async def body(connection: asyncssh.SSHClientConnection) -> None:
        view = await View.open(connection, window=1 << 15)
        view.type("seq 50000; sleep 1; seq 7; touch done\r")
        await asyncio.to_thread(house.window.type, "until [ -e done ]; do sleep 0.1; done; echo works\r")
        await asyncio.to_thread(house.window.wait, "\nworks\n" + PROMPT)
        await view.wait("^6\n7\nroot@kshell:~#$")

    house.visit(body)


def test_when_the_session_ends_the_window_says_so(house: House) -> None:
    async def body(connection: asyncssh.SSHClientConnection) -> None:
        view = await View.open(connection)
        await view.wait("^root@kshell:~#$")
        house.window.type("\x0fq")
        await view.wait("^kshell attach: the session that this window belonged to has ended$")
        assert (await view.process.wait()).exit_status == 1

    house.visit(body)
    assert house.window.end() == 0


def test_many_who_do_not_log_in_are_shown_the_door(house: House) -> None:
    async def body(connection: asyncssh.SSHClientConnection) -> None:
        silent = [await asyncio.open_connection("127.0.0.1", house.port) for _ in range(11)]
        for reader, _ in silent[:10]:
            assert (await reader.readline()).startswith(b"SSH-2.0-")
        assert await silent[10][0].read() == b""
        view = await View.open(connection)  # who is in is not disturbed
        await view.wait("^root@kshell:~#$")
        for _, writer in silent:
            writer.close()

    house.visit(body)


# -- keys


def test_the_host_key_is_made_once_for_its_owner_alone(window: Open, tmp_path: Path) -> None:
    first = House(window, tmp_path)
    file = tmp_path / "state" / "kshell" / "ssh_host_key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [each.name for each in file.parent.iterdir() if "ssh" in each.name] == ["ssh_host_key"]
    assert asyncssh.read_private_key(file).get_fingerprint() == first.fingerprint
    assert House(window, tmp_path).fingerprint == first.fingerprint


def enter(folder: Path, address: str = "0", keys: str = GUEST.export_public_key().decode(), mode: int = 0o600) -> None:
    file = folder / "keys"
    file.write_text(keys)
    file.chmod(mode)
    entrance(address, str(file), {"XDG_STATE_HOME": str(folder)}).listener.close()


def test_what_is_wrong_with_keys_and_addresses_is_said_in_a_line(tmp_path: Path) -> None:
    def refused(why: str, **how: Any) -> None:
        with pytest.raises(CannotAttach) as refusal:
            enter(tmp_path, **how)
        assert str(refusal.value) == why

    keys, host = tmp_path / "keys", tmp_path / "kshell" / "ssh_host_key"
    refused("22x: not [HOST:]PORT", address="22x")
    refused("65536: not [HOST:]PORT", address="65536")
    refused(f"{keys}: no public key in it, such as ~/.ssh/id_ed25519.pub holds", keys="hello\n")
    refused(f"{keys}: open to others: chmod go-w {keys}", mode=0o666)
    with pytest.raises(CannotAttach, match="No such file or directory"):
        entrance("0", str(tmp_path / "nothing"), {"XDG_STATE_HOME": str(tmp_path)})
    assert not host.exists()
    host.parent.mkdir()
    host.write_text("junk")
    host.chmod(0o644)
    refused(f"{host}: open to others: chmod 600 {host}")
    host.chmod(0o600)
    refused(f"{host}: Invalid private key: remove it, and a new one is made")
    host.unlink()
    enter(tmp_path, "localhost:0")


def test_a_port_that_is_taken_is_said_so(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CannotAttach, match=rf"^{port}: Address already in use"):
            enter(tmp_path, str(port))


@pytest.mark.parametrize(
    ("options", "status", "why"),
    [
        ("--ssh 0", 2, "--ssh PORT and --ssh-keys FILE go together: the file, like ~/.ssh/authorized_keys, says who"),
        ("--ssh 0 -c true", 2, "--ssh: only for a terminal: kshell --ssh PORT --ssh-keys FILE"),
        ("--ssh 0 --ssh-keys /nothing", 1, "--ssh: /nothing: No such file or directory"),
    ],
)
def test_wrong_usage(window: Open, options: str, status: int, why: str) -> None:
    w = window(*options.split(), columns=120)
    assert w.end() == status
    assert w.lines[0] == f"kshell: {why}"


def test_without_the_library_it_says_what_is_missing(window: Open, tmp_path: Path) -> None:
    (tmp_path / "asyncssh.py").write_text("raise ModuleNotFoundError(name='asyncssh')\n")
    w = window("--ssh", "0", "--ssh-keys", "x", PYTHONPATH=str(tmp_path))
    assert w.end() == 1
    assert w.lines[0] == "kshell: --ssh: asyncssh is not installed: pip install 'kshell[ssh]'"
