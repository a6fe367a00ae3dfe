"""Windows that come over SSH: only if asked for, only with keys that are named, and for nothing but a window.

There are no passwords, no commands and files of the host, no forwarding of ports, agents and displays.
"""

import asyncio
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

import asyncssh

from kshell.frontend.attach.command import DUMB, USAGE, CannotAttach
from kshell.frontend.attach.door import Door
from kshell.frontend.attach.remote import MOST_UNSENT, PATIENCE_SECONDS, Remote, Wire
from kshell.frontend.attach.ssh_keys import guests, host_key
from kshell.frontend.attach.wire import Hello
from kshell.frontend.history import history_file
from kshell.frontend.session import Session

LOOPBACK = "127.0.0.1"
LAST_PORT = 65535
LOGIN_SECONDS, ALIVE_SECONDS = 20, 60
MOST_STRANGERS, MOST_GUESTS = 10, 250
MOST_UNREAD = 1 << 16
LONGEST_TERM = 64
WORDS = ("watch", "plain")


class Entrance(NamedTuple):
    """Where people come in, with what kshell shows itself by; ``keys`` is the file with theirs."""

    listener: socket.socket
    key: asyncssh.SSHKey
    keys: Path

    @property
    def says(self) -> str:
        """How to come in, in a line."""
        host, port = self.listener.getsockname()[:2]
        return f"kshell: ssh -p {port} {host} opens a window here (host key {self.key.get_fingerprint()})"


def entrance(address: str, keys: str, environment: Mapping[str, str]) -> Entrance:
    """Listen at [HOST:]PORT, by default on this computer only; CannotAttach."""
    host, _, port = address.rpartition(":")
    host = host.removeprefix("[").removesuffix("]") or LOOPBACK
    if not port.isdecimal() or int(port) > LAST_PORT:
        raise CannotAttach(f"{address}: not [HOST:]PORT")
    past = history_file(environment)
    if past is None:
        raise CannotAttach("there is no place for a host key: neither $XDG_STATE_HOME nor $HOME is a folder")
    guests(Path(keys))
    key = host_key(past.with_name("ssh_host_key"))
    try:
        family, _, _, _, at = socket.getaddrinfo(host, int(port), type=socket.SOCK_STREAM)[0]
        listener = socket.create_server(at[:2], family=family)
    except OSError as error:
        raise CannotAttach(f"{address}: {error.strerror}") from None
    return Entrance(listener, key, Path(keys))


@asynccontextmanager
async def open_to_guests(door: Door, where: Entrance) -> AsyncIterator[None]:
    """Let people in while this lasts."""
    inside: set[Guest] = set()
    server = await asyncssh.listen(
        sock=where.listener,
        server_factory=lambda: Guest(door, where.keys, inside),
        server_host_keys=[where.key],
        password_auth=False,
        kbdint_auth=False,
        host_based_auth=False,
        gss_host=None,
        agent_forwarding=False,
        x11_forwarding=False,
        allow_scp=False,
        line_editor=False,
        encoding=None,
        compression_algs=None,
        window=MOST_UNREAD,
        login_timeout=LOGIN_SECONDS,
        keepalive_interval=ALIVE_SECONDS,
    )
    try:
        yield
    finally:
        server.close()
        for guest in list(inside):
            guest.show_out()


class Guest(asyncssh.SSHServer):
    """One connection, which can have one window. ``inside`` are all connections; at first each is a stranger."""

    def __init__(self, door: Door, keys: Path, inside: "set[Guest]") -> None:
        self._door, self._keys, self._inside = door, keys, inside
        self._connection: asyncssh.SSHServerConnection | None = None
        self._visited = False
        self.known = False

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        """Somebody has come, if there is room."""
        self._connection = conn
        self._inside.add(self)
        if sum(not guest.known for guest in self._inside) > MOST_STRANGERS or len(self._inside) > MOST_GUESTS:
            conn.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        self._inside.discard(self)

    def show_out(self) -> None:
        """The machine is gone."""
        if self._connection is not None:
            self._connection.abort()

    def begin_auth(self, username: str) -> bool:
        """Everybody must show a key; the file is read anew for each, as sshd does. Names do not matter."""
        if self._connection is not None:
            try:
                keys = guests(self._keys)
            except CannotAttach:
                keys = asyncssh.SSHAuthorizedKeys()
            self._connection.set_authorized_keys(keys)
        return True

    def auth_completed(self) -> None:
        self.known = True

    def session_requested(self) -> "Visit | bool":
        """A window, but once."""
        first, self._visited = not self._visited, True
        return Visit(self._door) if first else False


class Visit(asyncssh.SSHServerSession[bytes]):
    """What a guest asks for, and then the window."""

    _channel: asyncssh.SSHServerChannel[bytes]

    def __init__(self, door: Door) -> None:
        self._door = door
        self._term, self._size = "", (0, 0)
        self._words: set[str] = set()
        self._remote: GuestRemote | None = None
        self._window: asyncio.Future[None] | None = None

    def connection_made(self, chan: asyncssh.SSHServerChannel[bytes]) -> None:
        chan.set_write_buffer_limits(high=MOST_UNSENT)
        self._channel = chan

    # -- what is asked for

    def pty_requested(
        self, term_type: str, term_size: tuple[int, int, int, int], term_modes: Mapping[int, int]
    ) -> bool:
        self._term, self._size = term_type[:LONGEST_TERM], (term_size[1], term_size[0])
        return True

    def shell_requested(self) -> bool:
        return True

    def exec_requested(self, command: str) -> bool:
        """Words of kshell's own; the option ``command`` of a key comes this way, too."""
        self._words = set(command.split())
        return True

    def session_started(self) -> None:
        if self._words - set(WORDS):
            self._refuse("no commands run here: say watch to look on, plain for a screen reader, or nothing")
        elif not self._term:
            self._refuse("a window needs a terminal: ssh -t")
        elif self._term in DUMB:
            self._refuse(f"a terminal that can move its cursor is needed (TERM is '{self._term}')")
        else:
            plain = "plain" in self._words
            ask = "watch" if "watch" in self._words else "window"
            wanted = Hello(ask, self._term, *self._size, colour=not plain, plain=plain)
            self._remote = GuestRemote(wanted, ChannelWire(self._channel))
            self._window = asyncio.ensure_future(self._door.serve(self._remote))

    def _refuse(self, why: str) -> None:
        self._channel.write_stderr(f"kshell: {why}\r\n".encode())
        self._channel.exit(USAGE)

    # -- the window

    def data_received(self, data: bytes, datatype: asyncssh.DataType) -> None:
        if self._remote is not None and datatype is None:
            self._remote.keyboard.feed(data)

    def terminal_size_changed(self, width: int, height: int, pixwidth: int, pixheight: int) -> None:
        if self._remote is not None:
            self._remote.resize(height, width)

    def pause_writing(self) -> None:
        if self._remote is not None:
            self._remote.wire.pause()

    def resume_writing(self) -> None:
        if self._remote is not None:
            self._remote.wire.resume()

    def eof_received(self) -> bool:
        self._hang_up()
        return True  # what is left to be said can still be sent

    def connection_lost(self, exc: Exception | None) -> None:
        self._hang_up()

    def _hang_up(self) -> None:
        if self._remote is not None:
            self._remote.hang_up()


class GuestRemote(Remote):
    """A terminal at the other end of a channel."""

    wire: "ChannelWire"

    def stop(self) -> None:
        if isinstance(self.window, Session):
            self.window.note = "This window comes over SSH: it is stopped there, with Enter ~ ^Z."


class ChannelWire(Wire):
    """Sends to a channel; its terminal translates nothing."""

    def __init__(self, channel: asyncssh.SSHServerChannel[bytes]) -> None:
        super().__init__()
        self._channel = channel
        self._connection = channel.get_connection()
        self._behind = False

    def pause(self) -> None:
        """The window does not read what is sent."""
        self._behind = True

    def resume(self) -> None:
        """It has caught up."""
        self._behind = False
        self.caught_up()

    def write(self, text: str) -> None:
        if not self._behind and not self._channel.is_closing():
            self._channel.write(text.replace("\n", "\r\n").encode("utf-8", "replace"))

    async def end(self, status: int, why: str) -> None:
        if not self._channel.is_closing():
            self._channel.write((why + "\r\n").encode() if why else b"")
            self._channel.exit(status)
        try:
            await asyncio.wait_for(self._channel.wait_closed(), PATIENCE_SECONDS)
            self._connection.close()
        except TimeoutError:
            self._connection.abort()
