"""Many transcripts: no file sees another, none leaves anything behind, and each gives the same bytes every time."""

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest
from greenlet import greenlet

from kshell.transcript.check import check_one
from kshell.transcript.format import parse

ROOT = Path(__file__).parents[2]
STORIES = ROOT / "tests" / "transcripts"
STUCK = """\
```console
# insmod kthread_hang.ko
...
# rmmod kthread_hang
[..] Cleaning Up
[blocked: kthread_stop]
(t2)# sleep 100 | sleep 100
[blocked]
(t3)$ while :; do :; done &
[1] [..]
```
"""


def test_a_machine_leaves_nothing_behind() -> None:
    transcript = parse(STUCK)

    def left_after(times: int) -> tuple[int, int]:
        for _ in range(times):
            assert check_one(transcript).passed
        gc.collect()
        objects = gc.get_objects()
        return len(objects), sum(issubclass(type(thing), greenlet) for thing in objects)  # some load at isinstance()

    objects, stacks = left_after(5)
    more_objects, more_stacks = left_after(30)
    assert more_objects - objects < 1_000
    assert more_stacks <= stacks


def test_files_do_not_see_each_other() -> None:
    transcript = parse(
        "```console\n# [ -e seen ] && echo seen; >seen\n# insmod hello.ko\n...\n# echo $$\n[[PID:.*]]\n```\n"
    )
    first, second = check_one(transcript), check_one(transcript)
    assert first.passed
    assert [step.outcome for step in first.steps] == [step.outcome for step in second.steps]


@pytest.mark.parametrize("story", ["1-hang.ksh.md", "4-crash.ksh.md"])
def test_the_bytes_are_the_same_whatever_the_hash_seed(story: str) -> None:
    runs = {
        subprocess.run(
            [sys.executable, "-m", "kshell", "run", story],
            cwd=STORIES,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "271828")
    }
    assert len(runs) == 1
