"""One terminal as one person sees it: how far she has read it, and the line that she is typing there."""

from prompt_toolkit.buffer import Buffer

from kshell.frontend.history import ConsoleHistory, Past
from kshell.frontend.screen import Line, Screen
from kshell.machine import Terminal


class Console:
    """A terminal's screen with a line editor of its own."""

    def __init__(self, terminal: Terminal, screen: Screen, past: Past) -> None:
        self.terminal = terminal
        self.screen = screen
        self.buffer = Buffer(multiline=False, history=ConsoleHistory(past), name=f"tty{terminal.number}")
        self._seen = screen.count

    @property
    def at_prompt(self) -> bool:
        """Whether a line is edited here now; else keys go to the machine."""
        return self.terminal.prompt is not None

    @property
    def wiped(self) -> bool:
        """Whether the screen was wiped since its lines were taken."""
        return self._seen < self.screen.start

    def take_new(self) -> list[Line]:
        """The lines that were finished since the last call."""
        lines = self.screen.since(max(self._seen, self.screen.start))
        self._seen = self.screen.count
        return lines

    def sync(self) -> None:
        """The prompt may have come: a program that painted has ended, and what was typed ahead is to be edited."""
        if self.at_prompt:
            self.screen.end_canvas()
            if typed := self.terminal.take_typed():
                self.buffer.insert_text(typed)

    def resize(self, rows: int, columns: int) -> None:
        """The window has another size."""
        self.screen.resize(rows, columns)
        if (self.terminal.rows, self.terminal.columns) != (rows, columns):
            self.terminal.resize(rows, columns)

    @property
    def prompt(self) -> str:
        """What stands in front of the line that is edited."""
        return self.screen.partial + (self.terminal.prompt or "")

    def enter(self) -> None:
        """Enter: the line is finished."""
        text = self.buffer.text
        if text.strip():
            self.buffer.append_to_history()
        self.screen.show((self.terminal.prompt or "") + text + "\n")
        self.buffer.reset()
        self.terminal.type_line(text)

    def interrupt(self) -> None:
        """^C: the line is given up, or the command gets SIGINT."""
        if self.at_prompt:
            self.screen.show((self.terminal.prompt or "") + self.buffer.text)
            self.buffer.reset()
        self.terminal.type("\x03")

    def end_of_file(self) -> None:
        """^D on an empty line."""
        self.screen.show(self.terminal.prompt or "")
        self.terminal.type("\x04")
