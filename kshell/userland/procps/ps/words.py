"""The command line as ps's parsers walk through it: word by word, and letter by letter inside a word."""

from kshell.userland.procps.ps.options import Wrong

VERSION = "ps from procps-ng 4.0.2\n"


class Words:
    """A place in the arguments: ``word`` is the one being read, ``letter`` the place inside it."""

    def __init__(self, args: list[str]) -> None:
        self._args = args
        self._at = -1
        self.word = ""
        self.letter = -1

    def next_word(self) -> bool:
        """Go on to the next word; whether there is one."""
        self._at += 1
        self.word = self._args[self._at] if self._at < len(self._args) else ""
        self.letter = -1
        return self._at < len(self._args)

    def next_letter(self) -> str:
        """The next letter of the word, nothing at its end."""
        self.letter += 1
        return self.word[self.letter : self.letter + 1]

    def rest(self) -> str:
        """The word from the present letter on."""
        return self.word[self.letter :]

    def argument(self, missing: str) -> str:
        """The argument of the option at the present letter: the rest of the word, or the next one; Wrong(missing)."""
        return self.word[self.letter + 1 :] or self.take(missing)

    def take(self, missing: str) -> str:
        """The whole of the next word, as an argument; Wrong(missing) if it is empty or not there."""
        if not self.has_next():
            raise Wrong(missing)
        self._at += 1
        return self._args[self._at]

    def has_next(self) -> bool:
        """Whether take() would find something."""
        return self._at + 1 < len(self._args) and bool(self._args[self._at + 1])

    def take_all(self) -> list[str]:
        """The present word and all that follow."""
        taken, self._at = self._args[self._at :], len(self._args)
        return taken

    def alone(self, option: str) -> None:
        """Refuse an option that is not the only argument; Wrong."""
        if self._args != [option]:
            raise Wrong(f"the option is exclusive: {option}")
