"""A film as an SVG that moves by itself (CSS only), or one frame of it as a picture."""

from collections.abc import Iterable, Sequence
from html import escape

from kshell.transcript.export.cut import Pace
from kshell.transcript.export.film import Film
from kshell.transcript.export.frames import Frame, frames, length
from kshell.transcript.export.stage import Row, Stage

CHARACTER, LINE, MARGIN = 8.4, 18, 12
STYLE = """\
text{font:14px ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace;fill:#d8dee9;white-space:pre}
.prompt{fill:#a3be8c;font-weight:bold}.typed{fill:#fff;font-weight:bold}.kernel{fill:#88c0d0}.name{fill:#6b7689}"""


def moving_svg(film: Film, pace: Pace) -> str:
    """The whole film, over and over."""
    return _svg(film, frames(film, pace), length(film, pace))


def still_svg(film: Film, frame: Frame) -> str:
    """One frame."""
    return _svg(film, [frame], 0)


def _svg(film: Film, shown: Sequence[Frame], ms: int) -> str:
    """Frames side by side on a strip, which jumps from one to the next; rows that come again are drawn once."""
    stage = Stage(film.terminals, film.transcript.front.columns)
    width, height = round(stage.columns * CHARACTER), stage.height * LINE
    names: dict[Row, str] = {}
    for frame in shown:
        for row in frame.rows:
            names.setdefault(row, f"r{len(names)}")
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width + 2 * MARGIN} {height + 2 * MARGIN}" '
        f'width="{width + 2 * MARGIN}" height="{height + 2 * MARGIN}" role="img">',
        f"<title>{escape(film.title)}</title>",
        f"<style>{STYLE}{_motion(shown, ms, width)}</style>",
        "<defs>",
        *(f'<g id="{name}">{_row(row)}</g>' for row, name in names.items() if row),
        "</defs>",
        '<rect width="100%" height="100%" rx="6" fill="#242933"/>',
        f'<svg x="{MARGIN}" y="{MARGIN}" width="{width}" height="{height}"><g class="strip">',
        *(f'<g transform="translate({n * width})">{_frame(frame.rows, names)}</g>' for n, frame in enumerate(shown)),
        "</g></svg>",
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _motion(shown: Sequence[Frame], ms: int, width: int) -> str:
    if len(shown) < 2:
        return ""
    stops = "".join(f"{100 * f.ms / ms:.4f}%{{transform:translate({-n * width}px)}}" for n, f in enumerate(shown))
    last = f"100%{{transform:translate({-(len(shown) - 1) * width}px)}}"
    return f".strip{{animation:film {ms / 1000}s step-end infinite}}@keyframes film{{{stops}{last}}}"


def _frame(rows: Iterable[Row], names: dict[Row, str]) -> str:
    return "".join(f'<use href="#{names[row]}" y="{n * LINE}"/>' for n, row in enumerate(rows) if row)


def _row(row: Row) -> str:
    texts, column = "", 0
    for span in row:
        kind = f' class="{span.kind}"' if span.kind else ""
        wide = f'x="{column * CHARACTER:g}" y="14" textLength="{len(span.text) * CHARACTER:g}"'
        texts += f'<text{kind} {wide} xml:space="preserve">{escape(span.text, quote=False)}</text>'
        column += len(span.text)
    return texts
