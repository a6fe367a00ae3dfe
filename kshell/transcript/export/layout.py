"""A transcript as a reader sees it: prose, fences, and blocks of steps."""

from collections.abc import Iterator
from typing import NamedTuple

from kshell.transcript.format import Transcript, print_transcript
from kshell.transcript.markdown import Fence, blocks, split_front
from kshell.transcript.steps import Step


class Console(NamedTuple):
    """A console block and its steps."""

    fence: Fence
    steps: tuple[Step, ...]

    @property
    def hidden(self) -> bool:
        """Whether it is run, but not to be shown."""
        return "hide" in self.fence.words


def layout(transcript: Transcript) -> Iterator[str | Fence | Console]:
    """The parts of a transcript behind its front matter, in order; what is not in a fence line by line."""
    lines = print_transcript(transcript).split("\n")
    _, start = split_front(lines)
    steps = transcript.steps
    for block in blocks(lines, start):
        if isinstance(block, Fence) and block.words[:1] == ("console",):
            end = block.line + len(block.lines) + 1
            yield Console(block, tuple(step for step in steps if block.line < step.line < end))
        else:
            yield block
