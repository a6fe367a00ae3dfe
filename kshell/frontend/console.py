"""One terminal as one person sees it: how far she has read it, and the line that she is typing there."""

from prompt_toolkit.buffer import Buffer

from kshell.frontend.history import ConsoleHistory, Past
from kshell.frontend.screen import Line, Screen
from kshell.frontend.unfinished import as_shown, is_open, single_command
from kshell.machine import Terminal
from kshell.machine.surroundings import Surroundings


class Console:
    """A terminal's screen with a line editor of its own; ``entered`` is the line that was finished last."""

    def __init__(self, terminal: Terminal, screen: Screen, past: Past) -> None:
        self.terminal = terminal
        self.screen = screen
        self.buffer = Buffer(multiline=False, history=ConsoleHistory(past), name=f"tty{terminal.number}")
        self.entered = ""
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
        """Enter: the line is finished, or goes on in the next one if a construct is open."""
        text = self.buffer.text
        if not Surroundings(self.terminal).continued and is_open(text):
            self.buffer.cursor_position = len(text)
            self.buffer.insert_text("\n")
            return
        self.finish()

    def finish(self) -> None:
        """The line is finished, whatever is open in it."""
        text = self.buffer.text
        if text.strip():
            self.buffer.append_to_history()
        self.buffer.reset()
        self.entered = text
        self._hand_over(text)

    def _hand_over(self, text: str) -> None:
        """Give the shell a line; or those of one command one by one, as it asks for them and shows them."""
        first, *more = text.split("\n") if single_command(text) else [text]
        self.screen.show_entered(self.terminal.prompt or "", as_shown(first))
        self.terminal.type_line(first)
        for line in more:
            self.terminal.enter(line)

    def leave_prompt(self) -> None:
        """Keys that no line editor takes come now: what the machine makes of them stands behind the line as it is."""
        if self.at_prompt:
            self.screen.show((self.terminal.prompt or "") + as_shown(self.buffer.text))
            self.buffer.reset()
            self.entered = ""

    def interrupt(self) -> None:
        """^C: the line is given up, or the command gets SIGINT."""
        self.leave_prompt()
        self.terminal.type("\x03")

    def end_of_file(self) -> None:
        """^D on an empty line."""
        self.leave_prompt()
        self.terminal.type("\x04")

    def forget_logout(self) -> None:
        """Who comes here next finds a new shell and nothing of the last one, if that has ended."""
        if self.terminal.logouts:
            self.terminal.logouts = self.terminal.logout_status = 0
            self.screen.clear()
