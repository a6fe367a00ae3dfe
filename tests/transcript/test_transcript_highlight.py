"""Console blocks are coloured as what they are by others: Pygments, of which Sphinx, MkDocs and rich make use."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pygments.lexers import get_lexer_by_name
from pygments.token import Generic, _TokenType

from kshell.transcript.export.layout import Console, layout
from kshell.transcript.run import load

ROOT = Path(__file__).parents[2]
FILES = [
    "README.md",
    *(
        str(path.relative_to(ROOT))
        for folder in ("docs", "tests/transcripts")
        for path in sorted((ROOT / folder).glob("*.md"))
    ),
]
LIKE_A_PROMPT = re.compile(r"\s*(\[.*?\])?\s*[#$%] .*|.*\] #PF: .*|> .*")  # no lexer can know better


def kinds(block: Console) -> Iterator[set[_TokenType]]:
    """The kinds of token on each line of a block."""
    found: set[_TokenType] = set()
    for kind, text in get_lexer_by_name("console").get_tokens("\n".join(block.fence.inside) + "\n"):
        for n, piece in enumerate(text.split("\n")):
            if n:
                yield found
                found = set()
            if piece:
                found.add(kind)


@pytest.mark.parametrize("file", FILES)
def test_commands_are_commands_and_output_is_output(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    for block in layout(load(file)):
        lines = list(kinds(block)) if isinstance(block, Console) else []
        for step in block.steps if isinstance(block, Console) else ():
            at = step.line - block.fence.line - 1
            rest = [*step.head[1:], *step.output, *([step.trailer] if step.trailer else [])]
            assert Generic.Prompt in lines[at] or step.head[0].endswith("..."), step.head[0]
            for n, text in enumerate(rest, at + 1):
                assert lines[n] <= {Generic.Output} or LIKE_A_PROMPT.fullmatch(text), text


@pytest.mark.parametrize("line", ["# insmod hang.ko", "$ id -un", "(t2)# kill -9 1", "% wait 5s", "% key (t2) C-z"])
def test_every_way_to_begin_a_step_reads_as_a_prompt(line: str) -> None:
    tokens = list(get_lexer_by_name("console").get_tokens(f"{line}\nshown\n[blocked: kthread_stop]\n"))
    assert any(kind is Generic.Prompt for kind, _ in tokens)
    assert (Generic.Output, "shown\n") in tokens
    assert (Generic.Output, "[blocked: kthread_stop]\n") in tokens
