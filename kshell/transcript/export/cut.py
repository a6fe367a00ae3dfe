"""From a film to what is presented: simulated time with long waits cut short, typing and reading at a person's pace."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from kshell.transcript.actions import Rest, Wait, WaitLine, WaitPrompt
from kshell.transcript.export.film import Film, Scene

MSEC = 1_000_000
PASSIVE = (Wait, WaitLine, WaitPrompt, Rest)


class Pace(NamedTuple):
    """How long things take, in ns: a key that is typed, reading before a step; and at most, simulated time in which
    there is nothing to see, and a whole ``% wait``, which is fast-forwarded if it takes longer."""

    key: int = 40 * MSEC
    reading: int = 800 * MSEC
    idle: int = 2_000 * MSEC
    wait: int = 6_000 * MSEC


class Beat(NamedTuple):
    """Something to present at ``ns``: an Event, of which "typed" is one key; or a "heading" or "step" (whose number is
    the text) begins; or it is the "end"."""

    ns: int
    what: str
    terminal: int = 0
    text: str = ""


def cut(film: Film, pace: Pace) -> Iterator[Beat]:
    """The beats of a film, in order."""
    now = film_ns = 0
    for n, scene in enumerate(film.scenes):
        for heading in scene.headings:
            yield Beat(now, "heading", 0, heading)
        yield Beat(now, "step", scene.step.action.terminal, str(n))
        passive = isinstance(scene.step.action, PASSIVE)
        gaps = _gaps(scene, film_ns, pace, passive=passive)
        film_ns = scene.end
        if n and not passive:
            now += pace.reading
        for event, gap in zip(scene.events, gaps, strict=False):
            now += gap
            if event.what != "typed":
                yield Beat(now, *event[1:])
                continue
            for key in event.text + "\n":
                now += pace.key
                yield Beat(now, "typed", event.terminal, key)
        now += gaps[-1]
    yield Beat(now + pace.reading, "end")


def _gaps(scene: Scene, start: int, pace: Pace, *, passive: bool) -> list[int]:
    """How long to wait before each event of a scene, and behind the last one."""
    times = [start, *(event.ns for event in scene.events), scene.end]
    gaps = [min(after - before, pace.idle) for before, after in pairwise(times)]
    total = sum(gaps)
    return [gap * pace.wait // total for gap in gaps] if passive and total > pace.wait else gaps
