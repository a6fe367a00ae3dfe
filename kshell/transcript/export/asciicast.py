"""asciicast, the format of asciinema's players (docs.asciinema.org/manual/asciicast, versions 2 and 3)."""

import json
from collections.abc import Iterator, Sequence
from itertools import groupby

from kshell.transcript.export.cut import MSEC, Pace, cut
from kshell.transcript.export.film import Film
from kshell.transcript.export.palette import sgr
from kshell.transcript.export.stage import Row, Stage
from kshell.transcript.screen import Span


def asciicast(film: Film, pace: Pace, version: int) -> str:
    """A film as asciicast; headings are its markers."""
    stage = Stage(film)
    size = (stage.columns, stage.height)
    header = (
        {"version": 2, "width": size[0], "height": size[1]}
        if version == 2
        else {
            "version": 3,
            "term": {"cols": size[0], "rows": size[1]},
        }
    )
    lines = [json.dumps(header | {"title": film.title}, ensure_ascii=False)]
    before = 0
    for ns, code, data in _events(film, pace, stage):
        ms = ns // MSEC
        lines.append(json.dumps([(ms if version == 2 else ms - before) / 1000, code, data], ensure_ascii=False))
        before = ms
    return "".join(line + "\n" for line in lines)


def _events(film: Film, pace: Pace, stage: Stage) -> Iterator[tuple[int, str, str]]:
    """Output, which redraws the rows that have changed, and markers."""
    rows: tuple[Row, ...] = ((),) * stage.height
    yield 0, "o", "\x1b[?7l\x1b[2J"
    for beat in cut(film, pace):
        stage.play(beat)
        if beat.what == "heading":
            yield beat.ns, "m", beat.text
        elif (now := stage.rows()) != rows or beat.what == "end":
            yield beat.ns, "o", _redrawn(rows, now) + ("\r\n" if beat.what == "end" else "")
            rows = now


def _redrawn(before: tuple[Row, ...], after: tuple[Row, ...]) -> str:
    """Control sequences that draw the rows that differ; the cursor is left behind the last of them."""
    drawn = ""
    for n, (old, new) in enumerate(zip(before, after, strict=True)):
        if old != new:
            old_cells, new_cells = _cells(old), _cells(new)
            pairs = enumerate(zip(old_cells, new_cells, strict=False))
            same = next((at for at, (a, b) in pairs if a != b), min(len(old_cells), len(new_cells)))
            drawn += (
                f"\x1b[{n + 1};{same + 1}H" + ("\x1b[K" if same < len(old_cells) else "") + _coloured(new_cells[same:])
            )
    return drawn


def _cells(row: Row) -> list[Span]:
    return [Span(c, span.kind) for span in row for c in span.text]


def _coloured(cells: Sequence[Span]) -> str:
    groups = (
        (kind, "".join(cell.text for cell in group)) for kind, group in groupby(cells, key=lambda cell: cell.kind)
    )
    return "".join(f"\x1b[{sgr(kind)}m{text}\x1b[m" if kind else text for kind, text in groups)
