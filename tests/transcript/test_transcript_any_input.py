"""No file makes kshell raise: it is refused with a line, or else run, checked, updated and exported."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kshell import cli
from kshell.transcript.check import check_one
from kshell.transcript.errors import TranscriptError
from kshell.transcript.export.cut import Pace
from kshell.transcript.export.film import shoot
from kshell.transcript.export.formats import FORMATS, Format, stills
from kshell.transcript.run import read
from kshell.transcript.update import all_steps, update

words = st.text(st.characters(exclude_characters="\n"), max_size=8) | st.text(
    "ab12 $'\"`\\|&;<>()[]{}*?!#~%=-/.", max_size=8
)
lines = st.one_of(
    st.builds("# {}".format, words),
    st.builds("# echo {}".format, words),
    st.builds(
        "{}# {}".format, st.sampled_from(["", "(t2)", "(t63)"]), st.sampled_from(["cat", "sleep 9", "bash", "exit"])
    ),
    st.builds("$ printf '%s\\n' {}".format, words),
    st.builds("% type {}".format, words),
    st.builds("% key C-{}".format, st.sampled_from("cdz\\msqhiu")),
    st.sampled_from(["% wait 1s", "% wait /x/ 1s", "% wait (t2) prompt 1s", "% close t2", "% close t1", "(t2)..."]),
    st.sampled_from(["> x", "...", "[..]", "[1]", "[blocked]", "[[A:.*]]", "[[A]]", "# [[A]]", ".* (re*)", "x (esc)"]),
    st.sampled_from(["# insmod hello.ko", "# rmmod hello", "# insmod kthread_hang.ko", "# rmmod kthread_hang"]),
    st.sampled_from(["# reboot -f", "# kill -9 $$", "# kill -9 1", "# kill -9 -1", "# ps -e", "# clear"]),
    words,
)


@settings(max_examples=40)
@given(st.lists(lines, min_size=1, max_size=8))
def test_every_file_is_refused_or_played(inside: list[str]) -> None:
    text = "\n".join(["---", "limit: 2s", "---", "# T", "```console", *inside, "```"])
    data = text.encode("utf-8", "replace")
    try:
        transcript = read(data, "f.md")
    except TranscriptError as error:
        assert error.with_caret()[0].startswith("f.md:")
        return
    checked = check_one(transcript)
    assert checked.broken == ""
    assert check_one(transcript) == checked
    updated = update(data, "f.md", (), all_steps)
    assert updated.checked.broken == ""
    film = shoot(transcript, ())
    for made in FORMATS.values():
        texts = [made.write(film, Pace())] if isinstance(made, Format) else [text for _, text in stills(film, made)]
        assert all(isinstance(text, str) for text in texts)


@settings(max_examples=60)
@given(st.binary(max_size=80) | lines.map(str.encode))
def test_every_heap_of_bytes_gets_an_answer(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.mktemp("any") / "f.md"
    file.write_bytes(data)
    for verb in ("run", "check"):
        assert cli.main([verb, str(file)]) in (0, 1, 50)


def test_odd_files_get_an_answer(tmp_path: Path) -> None:
    for n, data in enumerate(
        [b"", b"\0", b"\xff\xfe", b"---", b"---\n---", b"\xef\xbb\xbf# x\r\n", b"```console\n```", b"`" * 10**6]
    ):
        file = tmp_path / f"{n}.md"
        file.write_bytes(data)
        assert cli.main(["check", "--update", str(file)]) in (0, 1)
