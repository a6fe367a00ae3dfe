"""A film as a row of still frames, for pictures and pages."""

from collections.abc import Iterator
from typing import NamedTuple

from kshell.transcript.export.cut import MSEC, Pace, cut
from kshell.transcript.export.film import Film
from kshell.transcript.export.stage import Row, Stage

TOGETHER = 20  # ms: what comes sooner than that belongs to the same frame


class Frame(NamedTuple):
    """What is to be seen from ``ms`` on; ``step`` is the number of the scene that it belongs to."""

    ms: int
    step: int
    rows: tuple[Row, ...]


def frames(film: Film, pace: Pace) -> list[Frame]:
    """The frames of a film; each scene has one at least."""
    made: list[Frame] = []
    for frame in _all_frames(film, pace):
        if made and frame.step == made[-1].step and (frame.rows == made[-1].rows or frame.ms - made[-1].ms < TOGETHER):
            made[-1] = made[-1]._replace(rows=frame.rows)
        else:
            made.append(frame)
    return made


def length(film: Film, pace: Pace) -> int:
    """How long a film takes, in ms."""
    return max(beat.ns for beat in cut(film, pace)) // MSEC


def _all_frames(film: Film, pace: Pace) -> Iterator[Frame]:
    stage = Stage(film)
    step = 0
    for beat in cut(film, pace):
        stage.play(beat)
        step = int(beat.text) if beat.what == "step" else step
        if beat.what != "heading":
            yield Frame(beat.ns // MSEC, step, stage.rows())


def last_frames(film: Film) -> list[Frame]:
    """For each scene, what is to be seen at its end."""
    last = {frame.step: frame for frame in frames(film, Pace(0, 0, 0))}
    return [last[n] for n in range(len(film.scenes))]
