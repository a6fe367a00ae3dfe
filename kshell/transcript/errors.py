"""What is wrong with a transcript, where, and how to mend it."""


class Malformed(ValueError):
    """A piece of a transcript that cannot be read; the text says how to mend it."""


class TranscriptError(ValueError):
    """A transcript that cannot be run, found before anything of it has run. Shown as ``FILE:LINE: what``."""

    def __init__(self, line: int, what: str, file: str = "transcript") -> None:
        super().__init__(what)
        self.file = file
        self.line = line
        self.what = what

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}"
