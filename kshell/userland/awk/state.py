"""What an awk program works on: variables, the record and its fields (mawk 1.3.4, field.c)."""

import re
from collections.abc import Callable, Mapping

from kshell.userland.awk.values import UNSET, RunTimeError, Value, from_input, number, string
from kshell.userland.libc.posix_regex import BadRegex, Regex, translate, with_letters

Array = dict[str, Value]
Cell = Value | Array
BLANKS = " \t\n"
FIELD_MAX = 32_767


class State:
    """Variables by name; ``frame`` holds those of the function that runs. Fields are split when they are looked at."""

    def __init__(self, environ: Mapping[str, str], argv: list[str]) -> None:
        self.globals: dict[str, Cell] = {
            "FS": " ", "OFS": " ", "ORS": "\n", "RS": "\n", "SUBSEP": "\x1c", "CONVFMT": "%.6g", "OFMT": "%.6g",
            "NR": 0.0, "FNR": 0.0, "RSTART": 0.0, "RLENGTH": -1.0, "FILENAME": "", "ARGC": float(len(argv)),
            "ARGV": {str(at): from_input(word) for at, word in enumerate(argv)},
            "ENVIRON": {name: from_input(value) for name, value in environ.items()},
        }  # fmt: skip
        self.frame: list[Cell] = []
        self._record = ""
        self._fields: list[Value] | None = []
        self._stale = False
        self._regexes: dict[str, Regex] = {}

    def text(self, name: str) -> str:
        """A variable as a string."""
        value = self.globals.get(name, UNSET)
        return self.string(value) if not isinstance(value, dict) else ""

    def string(self, value: Value) -> str:
        """A value as a string, as CONVFMT wants it."""
        form = self.globals["CONVFMT"]
        return string(value, form if isinstance(form, str) else "%.6g")

    def array(self, name: str) -> Array:
        """A global array."""
        found = self.globals.setdefault(name, {})
        if not isinstance(found, dict):
            raise RunTimeError(f"type error in arg to array {name}")
        return found

    def regex(self, pattern: str) -> Regex:
        """A compiled extended expression; braces mean themselves in mawk."""
        if pattern not in self._regexes:
            spelled = re.sub(r"(\\[\s\S])|([{}])", lambda found: found[1] or "\\" + found[2], pattern)
            try:
                self._regexes[pattern] = Regex(translate(with_letters(spelled), extended=True))
            except BadRegex as bad:
                raise RunTimeError(f"regular expression compile failed ({bad})\n{pattern}") from None
        return self._regexes[pattern]

    # -- the record

    def set_record(self, text: str) -> None:
        """There is another $0."""
        self._record, self._fields, self._stale = text, None, False

    @property
    def record(self) -> str:
        if self._stale:
            self._record = self.text("OFS").join(map(self.string, self._split()))
            self._stale = False
        return self._record

    def _split(self) -> list[Value]:
        if self._fields is None:
            self._fields = [from_input(field) for field in self.split(self._record, self.text("FS"))]
        return self._fields

    def split(self, text: str, separator: str) -> list[str]:
        """The parts of a text between separators: blanks for " ", else a character or an expression."""
        if separator == " ":
            return re.split(r"[ \t\n]+", text.strip(BLANKS)) if text.strip(BLANKS) else []
        if not text:
            return []
        if separator == "":
            return list(text)
        if len(separator) == 1 and separator not in "\\|.*+?^$()[":
            return text.split(separator)
        parts, at = [], 0
        for found in self.regex(separator if len(separator) > 1 else "\\" + separator).find_all(text):
            if found.end() > found.start():
                parts.append(text[at : found.start()])
                at = found.end()
        return [*parts, text[at:]]

    @property
    def nf(self) -> int:
        """How many fields there are."""
        return len(self._split())

    def set_nf(self, count: int) -> None:
        """Drop fields, or add empty ones."""
        fields = self._split()
        fields[count:] = []
        fields += [UNSET] * (count - len(fields))
        self._stale = True

    def field(self, at: int) -> Value:
        """A field, 0 for the whole record; RunTimeError."""
        if at == 0:
            return from_input(self.record)
        fields = self._split()
        return fields[self._place(at) - 1] if at <= len(fields) else UNSET

    def set_field(self, at: int, value: Value) -> None:
        """Change a field; the record is put together anew."""
        if at == 0:
            self.set_record(self.string(value))
            return
        if self._place(at) > self.nf:
            self.set_nf(at)
        self._split()[at - 1] = value
        self._stale = True

    def _place(self, at: int) -> int:
        if at < 0:
            raise RunTimeError(f"negative field index ${at}")
        if at > FIELD_MAX:
            raise RunTimeError(f"field index ${at} is too large")
        return at


def counter(state: State, name: str) -> None:
    """Count one more in a variable."""
    value = state.globals[name]
    state.globals[name] = number(value) + 1 if not isinstance(value, dict) else 1.0


Expression = Callable[[State], Value]
