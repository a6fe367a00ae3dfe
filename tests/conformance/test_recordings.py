"""The transcripts are what a real Linux printed, line by line, and where kshell differs they say why.

That kshell shows what they expect is checked where they stand: each ``*.ksh.md`` is a test. When that fails because
kshell has become more like Linux, or the recording has changed, ``scripts/rerecord --transcripts NAME`` writes it anew.
"""

import pytest

from kshell.transcript.format import Transcript, parse
from kshell.transcript.run import load
from tests.conformance.recorder import page, places, reasons, recording, session
from tests.conformance.recorder.verify import disagreement

ANEW = "scripts/rerecord --transcripts writes it anew"
SESSION = """\
title: a thread
modules: polite
tty1# insmod polite.ko; echo $?
tty2# pgrep polite
tty1# dmesg | tail -1
"""
RECORDING = """\
# a thread
    0.07 tty1| root@lab:~# insmod polite.ko; echo $?
    0.18 tty1| [    5.397913] polite: thread pid 103
    0.20 tty1| 0
    1.10 tty2| root@lab:~# pgrep polite
    1.20 tty2| 103
    1.25 tty1| root@lab:~# [    6.445882] polite: tick 1
    1.30 tty1| dmesg | tail -1
    1.40 tty1| [    6.445882] polite: tick 1
"""
TRANSCRIPT = r"""# a thread

```console
% wait 0.07s
# insmod polite.ko; echo $?
0
[..] polite: thread pid [[PID103:\d+]]
% wait 1.03s
(t2)# pgrep polite
[[PID103]]
% wait 0.2s
# dmesg | tail -1
root@kshell:~# [..] polite: tick 1
[..] polite: tick 2
```

No two clocks agree.

```diff
@@ -1,2 +1,2 @@
 root@kshell:~# [..] polite: tick 1
-[    6.445882] polite: tick 1
+[..] polite: tick 2
```

```console
% wait 0.5s
```
"""


def held(name: str) -> Transcript:
    return load(str(places.TRANSCRIPTS / f"{name}.ksh.md"))


def small(transcript: str = TRANSCRIPT, recorded: str = RECORDING) -> str:
    """What is wrong with the little transcript above."""
    return disagreement(session.parse(SESSION, "thread"), recording.parse(recorded), parse(transcript))


@pytest.mark.parametrize("name", places.names())
def test_the_transcript_of_a_session_is_what_linux_printed(name):
    typed = session.load(places.SESSIONS / f"{name}.session")
    recorded = recording.load(places.RECORDINGS / f"{name}.txt")
    assert disagreement(typed, recorded, held(name)) == "", ANEW


def test_there_is_a_transcript_of_each_session_and_no_other():
    assert {path.name for path in places.TRANSCRIPTS.iterdir()} == {f"{n}.ksh.md" for n in places.names()}, ANEW


def test_each_difference_has_a_reason_and_each_reason_a_difference():
    table = reasons.load(places.REASONS)
    found = [(name, *row) for name in places.names() for row in page.differences(name, held(name), table)]
    assert [row for row in found if row[1] == reasons.UNKNOWN] == []
    assert [reason.why for reason in table.all if reason.why not in table.used] == []


def test_the_reasons_stand_in_the_transcripts_above_the_diffs():
    table = reasons.load(places.REASONS)
    for name in places.names():
        parts = held(name).parts
        for why, _ in page.differences(name, held(name), table):
            assert why in parts, f"{name}: {ANEW}"


def test_the_page_of_differences_has_all_of_them():
    text = places.PAGE.read_text()
    assert page.with_section(text, reasons.load(places.REASONS)) == text, ANEW


def test_a_true_transcript_agrees_with_its_recording():
    assert small() == ""


@pytest.mark.parametrize(
    ("there", "instead"),
    [
        ("polite: thread pid", "Polite: thread pid"),
        ("0\n", ""),
        ("\n[[PID103]]", "\n[[PID103]]\n104"),
        ("PID103", "PID104"),
        ("# dmesg | tail -1", "# dmesg | tail -2"),
        ("-[    6.445882] polite: tick 1\n", ""),
        ("-[    6.445882] polite: tick 1", "-[    6.445882] polite: tick 3"),
        ("+[..] polite: tick 2\n", " [..] polite: tick 2\n"),
        ("tick 2\n```\n\nNo", "tick 3\n```\n\nNo"),
    ],
)
def test_a_line_that_linux_did_not_print_or_that_is_left_out_is_found(there, instead):
    assert there in TRANSCRIPT
    try:
        assert small(TRANSCRIPT.replace(there, instead)) != ""
    except ValueError as error:
        assert "the diff has a line that is not in the block" in str(error)


def test_a_recording_that_has_changed_is_found():
    assert small(recorded=RECORDING.replace("tty1| 0", "tty1| 1")) == (
        "the transcript has '0', the recording ['[    5.397913] polite: thread pid 103', '1']"
    )
