"""A plugin for pytest: transcripts are tests, and the fixture ``kshell`` is a booted machine.

Files that match the setting ``kshell_files`` (``*.ksh.md``) are collected: a test for each, or for each heading with
``kshell_items = heading``. ``--kshell-update`` rewrites what differs, as ``kshell check --update`` does.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:  # pytest imports this file at each of its runs, also where there are no transcripts
    from kshell.testing import Computer
    from kshell.transcript.check import Checked, CheckedStep
    from kshell.transcript.format import Transcript
    from kshell.transcript.session import Session

ITEMS = ("file", "heading")


class Mismatch(AssertionError):
    """A transcript differs from what is shown; the text is what ``kshell check`` prints."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option and the settings."""
    group = parser.getgroup("kshell")
    group.addoption("--kshell-update", action="store_true", help="rewrite transcripts where they differ")
    parser.addini("kshell_files", "which files are transcripts (glob patterns)", "args", ["*.ksh.md"])
    parser.addini("kshell_items", "a test for each 'file' (the default) or for each 'heading'", default="file")


def pytest_configure(config: pytest.Config) -> None:
    """Introduce the marker, and refuse a wrong setting."""
    config.addinivalue_line("markers", "kshell(**settings): the machine of the fixture kshell, as for boot()")
    if config.getini("kshell_items") not in ITEMS:
        raise pytest.UsageError(f"kshell_items: {config.getini('kshell_items')!r} is none of {', '.join(ITEMS)}")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> "TranscriptFile | None":
    """Take a transcript."""
    if any(file_path.match(pattern) for pattern in parent.config.getini("kshell_files")):
        return TranscriptFile.from_parent(parent, path=file_path)
    return None


class TranscriptFile(pytest.File):
    """A transcript. Its sections run on one machine, in order: each when it is asked for, with those above it."""

    transcript: "Transcript"

    def collect(self) -> Iterable[pytest.Item]:
        """One test for the file, or one for each heading with steps below it."""
        from kshell.transcript.errors import TranscriptError  # noqa: PLC0415  # see above
        from kshell.transcript.run import load  # noqa: PLC0415  # only runs that have transcripts need it

        self._session: Session | None = None
        self._sections: list[Checked] = []
        try:
            self.transcript = load(os.path.relpath(self.path))
        except TranscriptError as error:
            raise self.CollectError("\n".join(error.with_caret())) from None
        sections = self.transcript.sections
        if self.config.getini("kshell_items") == "file" or self.config.getoption("kshell_update"):
            if sections:
                yield FileItem.from_parent(self, name=self.path.name)
            return
        titles = [section.title or self.path.name for section in sections]
        for n, title in enumerate(titles):
            name = title if titles.count(title) == 1 else f"{title} (line {sections[n].line})"
            yield HeadingItem.from_parent(self, name=name, number=n, line=sections[n].line)

    def checked(self, number: int) -> "Checked":
        """What came of a section."""
        from kshell.transcript.check import Checked, check_step  # noqa: PLC0415  # see above
        from kshell.transcript.run import begin  # noqa: PLC0415  # only runs that have transcripts need it

        self._session = self._session or begin(self.transcript)
        for section in self.transcript.sections[len(self._sections) : number + 1]:
            steps: tuple[CheckedStep, ...] = tuple(check_step(step, self._session) for step in section.steps)
            self._sections.append(Checked(self.transcript, steps))
        return self._sections[number]

    def teardown(self) -> None:
        """Turn the machine off."""
        if self._session is not None:
            self._session.close()
        self._session, self._sections = None, []


class TranscriptItem(pytest.Item):
    """A test that a transcript makes."""

    parent: TranscriptFile
    line = 0

    def judge(self, checked: "Checked", *refused: str) -> None:
        """Fail unless all went as expected."""
        from kshell.transcript.diff import report  # noqa: PLC0415  # see above

        if not checked.passed:
            raise Mismatch("\n".join([*refused, *report(checked)]))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """A diff, not a traceback."""
        return str(excinfo.value) if isinstance(excinfo.value, Mismatch) else super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the test is."""
        return self.path, max(self.line - 1, 0), self.name


class FileItem(TranscriptItem):
    """A whole transcript."""

    def runtest(self) -> None:
        """Check it, or update it."""
        from kshell.transcript.check import check_one  # noqa: PLC0415  # see above
        from kshell.transcript.update import no_new_failures, update_file  # noqa: PLC0415  # see above

        if self.config.getoption("kshell_update"):
            updated = update_file(self.parent.transcript, (), no_new_failures)
            self.judge(updated.checked, *updated.refused)
        else:
            self.judge(check_one(self.parent.transcript))


class HeadingItem(TranscriptItem):
    """The steps below one heading."""

    def __init__(self, *, number: int, line: int, **more: Any) -> None:
        super().__init__(**more)
        self.number = number
        self.line = line

    def runtest(self) -> None:
        """Take the steps, after those above them."""
        self.judge(self.parent.checked(self.number))


@pytest.fixture
def kshell(request: pytest.FixtureRequest) -> "Iterator[Computer]":
    """A booted machine (kshell.testing.Computer), turned off afterwards.

    ``@pytest.mark.kshell(kernel="6.1", modules=["mine"])`` says what it is like, in the words of kshell.testing.boot();
    folders are relative to the test's file.
    """
    from kshell.testing import boot  # noqa: PLC0415  # see above

    settings: dict[str, Any] = {}
    for marker in reversed(list(request.node.iter_markers("kshell"))):
        settings |= marker.kwargs
    settings["modules"] = [request.path.parent / folder for folder in settings.get("modules", ())]
    with boot(**settings) as computer:
        yield computer
