"""A film as an HTML page that needs nothing else: play, pause, go from step to step, read the notes."""

import json
import re
from html import escape
from pathlib import Path

from markdown_it import MarkdownIt

from kshell.transcript.export.cut import Pace
from kshell.transcript.export.film import Film
from kshell.transcript.export.frames import Frame, frames, length
from kshell.transcript.export.palette import BACK, TEXT, style
from kshell.transcript.export.stage import Row
from kshell.transcript.screen import Span

STILL = """\
<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<title>{title}</title>
<style>
  body {{ margin: 0; background: {back}; color: {text} }}
  pre {{ margin: .8rem; font: 14px/1.3 ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace }}
  {style}
</style>
<pre>{rows}</pre>
</html>
"""
STYLE = style("color", "background")
PAGE = Path(__file__).with_name("page.html")


def page(film: Film, pace: Pace) -> str:
    """The page."""
    markdown = MarkdownIt("commonmark", {"html": False})
    names: dict[Row, int] = {}
    shown = [
        {"ms": frame.ms, "step": frame.step, "rows": [names.setdefault(row, len(names)) for row in frame.rows]}
        for frame in frames(film, pace)
    ]
    steps = [
        {"command": "\n".join(scene.step.head), "headings": scene.headings, "notes": markdown.render(scene.prose)}
        for scene in film.scenes
    ]
    data = {"length": length(film, pace), "rows": [*names], "frames": shown, "steps": steps}
    texts = {"data": json.dumps(data, ensure_ascii=False).replace("<", "\\u003c"), "title": escape(film.title)}
    texts |= {"back": BACK, "text": TEXT, "style": STYLE}
    return re.sub("{{(data|title|back|text|style)}}", lambda found: texts[found[1]], PAGE.read_text("utf-8"))


def still_page(film: Film, frame: Frame) -> str:
    """One frame as a page."""
    rows = "\n".join("".join(_span(span) for span in row) for row in frame.rows)
    return STILL.format(title=escape(film.title), rows=rows, back=BACK, text=TEXT, style=STYLE)


def _span(span: Span) -> str:
    text = escape(span.text, quote=False)
    return f'<span class="{span.kind}">{text}</span>' if span.kind else text
