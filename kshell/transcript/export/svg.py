"""A film as an SVG that moves by itself (CSS only), or one frame of it as a picture."""

from collections.abc import Iterable, Sequence
from html import escape

from kshell.transcript.export.cut import Pace
from kshell.transcript.export.film import Film
from kshell.transcript.export.frames import Frame, frames, length
from kshell.transcript.export.palette import BACK, TEXT, style
from kshell.transcript.export.stage import Row, Stage

CHARACTER, LINE, MARGIN = 8.4, 18, 12
FONT = 'ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace'
STYLE = f"text{{font:14px {FONT};fill:{TEXT};white-space:pre}}{style('fill', 'fill')}"


def moving_svg(film: Film, pace: Pace) -> str:
    """The whole film, over and over."""
    return _svg(film, frames(film, pace), length(film, pace))


def still_svg(film: Film, frame: Frame) -> str:
    """One frame."""
    return _svg(film, [frame], 0)


def _svg(film: Film, shown: Sequence[Frame], ms: int) -> str:
    """Frames side by side on a strip, which jumps from one to the next; rows that come again are drawn once."""
    stage = Stage(film)
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
        f'<rect width="100%" height="100%" rx="6" fill="{BACK}"/>',
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
        words = span.kind.split()
        behind = next((word for word in words if word[0] == "g"), "")
        words = [word for word in words if word != behind]
        kind = f' class="{" ".join(words)}"' if words else ""
        x, width = column * CHARACTER, len(span.text) * CHARACTER
        if behind:
            texts += f'<rect class="{behind}" x="{x:g}" width="{width:g}" height="{LINE}"/>'
        wide = f'x="{x:g}" y="14" textLength="{width:g}"'
        texts += f'<text{kind} {wide} xml:space="preserve">{escape(span.text, quote=False)}</text>'
        column += len(span.text)
    return texts
