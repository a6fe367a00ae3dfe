"""asciicast, the format of asciinema's players (docs.asciinema.org/manual/asciicast, versions 2 and 3)."""

import json
import re
from collections.abc import Iterator, Mapping

from kshell.transcript.export.cut import MSEC, Beat, Pace, cut
from kshell.transcript.export.film import Film
from kshell.transcript.export.palette import coloured, sgr
from kshell.transcript.export.stage import Pane, Stage
from kshell.transcript.screen import Screen

EDIT, EDITED = "\x1b[?2004h", "\x1b[?2004l"
MOVES = re.compile(r"\x1b\[[0-9;?]*[@-ln-~]|\x1b[^\[]")


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
    """Output and markers."""
    writers = {number: _Writer(stage.pane(number), stage.columns, film.levels) for number in film.terminals}
    yield 0, "o", "\x1b[2J\x1b[H" + "".join(writer.name() for writer in writers.values())
    last = None
    for beat in cut(film, pace):
        writer = writers.get(beat.terminal)
        if beat.what == "heading":
            yield beat.ns, "m", beat.text
        elif beat.what == "end":
            yield beat.ns, "o", "\r\n" if len(writers) == 1 else f"\x1b[r\x1b[{stage.height}H"
        elif writer is not None:
            place = writer.place()
            if text := writer.play(beat):
                yield beat.ns, "o", text if writer is last else place + text
                last = writer


class _Writer:
    """One terminal's text, as an ordinary terminal gets it: it scrolls, in a region of its own if there are others.

    Prompts are marked as bash marks them (bracketed paste). Text that comes while one stands there goes above it.
    """

    def __init__(self, pane: Pane, columns: int, levels: Mapping[str, int]) -> None:
        self._pane, self._levels = pane, levels
        self._screen = Screen(pane.rows, columns)
        self._prompt = ""

    def name(self) -> str:
        """The row above the terminal."""
        return f"\x1b[{self._pane.first};1H" + _drawn(self._pane.name, "name") if self._pane.name else ""

    def place(self) -> str:
        """Go to where this terminal goes on."""
        if not self._pane.name:
            return ""
        top = self._pane.first + 1
        return f"\x1b[{top};{top + self._pane.rows - 1}r" + self._go()

    def _go(self) -> str:
        row, column = self._screen.with_prompt(self._prompt).place
        return f"\x1b[{self._pane.first + bool(self._pane.name) + row};{column + 1}H"

    def play(self, beat: Beat) -> str:
        """The text of what happens."""
        match beat.what:
            case "prompt":
                return self._change(beat.text)
            case "stays":
                text = "" if beat.text == self._prompt else self._change(beat.text)
                self._screen.write(beat.text, "prompt")
                self._prompt = ""
                return text
            case "typed":
                self._screen.write(beat.text, "typed")
                return f"\r\n{EDITED}\r" if beat.text == "\n" else _drawn(beat.text, "typed")
            case "shown":
                prompt = self._prompt
                return self._change("") + self._shown(beat.text) + self._change(prompt)
        return ""

    def _change(self, prompt: str) -> str:
        """Take away the prompt that stands there, and put another in its place."""
        erased = f"\x1b[{self._screen.place[1] + 1}G\x1b[K" if self._prompt else ""
        self._prompt = prompt
        return erased + (EDIT + _drawn(prompt, "prompt") if prompt else "")

    def _shown(self, text: str) -> str:
        """What programs and the kernel write; where several share the window, no program moves in it as it likes."""
        text = coloured(text, self._levels, at_start=self._screen.at_start)
        self._screen.write(text)
        if self._pane.name and MOVES.search(text):
            rows = self._screen.rows()
            lines = ["".join(_drawn(span.text, span.kind) for span in row) for row in rows]
            lines += [""] * (self._pane.rows - len(lines))
            top = self._pane.first + 1
            return "".join(f"\x1b[{top + n};1H\x1b[K{line}" for n, line in enumerate(lines)) + self._go()
        return text.replace("\r\n", "\n").replace("\n", "\r\n")


def _drawn(text: str, kind: str) -> str:
    return f"\x1b[{sgr(kind)}m{text}\x1b[m" if kind else text
