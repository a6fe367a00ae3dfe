"""The person's own settings: ``config.toml`` in $XDG_CONFIG_HOME/kshell. Whatever is wrong in it, the shell starts."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from prompt_toolkit.styles import Style

from kshell.frontend.history import SIZE

COLOURS = {
    **{name: f"line.{name}" for name in "command unknown keyword operator string variable comment hint".split()},
    "suggestion": "auto-suggestion",
    "toolbar": "toolbar",
}
KEYS = ("emacs", "vi")
NOT_IN_ALIASES = " \t\n/$`='\"\\|&;<>()"


@dataclass
class Config:
    """What is set, with what holds where nothing is; ``troubles`` are lines to be shown.

    ``prompt`` is $PS1, empty for bash's own. ``colours`` are prompt_toolkit's styles by class.
    """

    aliases: dict[str, str] = field(default_factory=dict)
    colours: dict[str, str] = field(default_factory=dict)
    prompt: str = ""
    keys: str = "emacs"
    history: int = SIZE
    troubles: list[str] = field(default_factory=list)

    def bashrc(self) -> str:
        """What the machine's shells read when they start; empty if nothing is set."""
        lines = [f"alias {name}={_quoted(value)}\n" for name, value in self.aliases.items()]
        return "".join([*lines, f"PS1={_quoted(self.prompt)}\n" if self.prompt else ""])


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def config_file(environment: Mapping[str, str]) -> Path | None:
    """Where the settings are; None if there is neither $XDG_CONFIG_HOME nor $HOME."""
    folder, home = environment.get("XDG_CONFIG_HOME", ""), environment.get("HOME", "")
    if os.path.isabs(folder):
        return Path(folder, "kshell", "config.toml")
    return Path(home, ".config", "kshell", "config.toml") if home else None


def read_config(file: Path | None) -> Config:
    """Read the settings; what is wrong with them is said in ``troubles``, and the rest holds."""
    config = Config()
    try:
        data = file.read_bytes() if file is not None else b""
    except FileNotFoundError:
        data = b""
    except OSError as error:
        data = b""
        config.troubles.append(f"kshell: {file}: {error.strerror}: nothing of it is used")
    if file is not None and data:
        _parse(file, data, config)
    return config


def _parse(file: Path, data: bytes, config: Config) -> None:
    import tomllib  # noqa: PLC0415  # most people have no such file

    try:
        table = tomllib.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        config.troubles.append(f"kshell: {file}: line {line}: not UTF-8 text: nothing of it is used")
    except tomllib.TOMLDecodeError as error:
        config.troubles.append(f"kshell: {file}: {error}: nothing of it is used")
    else:
        _Reader(file, config).read(table)


class _Reader:
    """Takes each key over, or says why not."""

    def __init__(self, file: Path, config: Config) -> None:
        self._file = file
        self._config = config
        self._takers: dict[str, Callable[[Any], str]] = {
            "aliases": self._aliases,
            "colours": self._colours,
            "prompt": self._prompt,
            "keys": self._keys,
            "history": self._history,
        }

    def read(self, table: dict[str, Any]) -> None:
        for key, value in table.items():
            take = self._takers.get(key)
            if take is None:
                self._unknown(key, self._takers)
            elif wrong := take(value):
                self._say(f"{key}: {wrong}")

    def _say(self, text: str) -> None:
        self._config.troubles.append(f"kshell: {self._file}: {text}")

    def _unknown(self, key: str, known: Mapping[str, object], inside: str = "") -> None:
        """A key that there is not, with the one that was meant, or all there are."""
        from difflib import get_close_matches  # noqa: PLC0415  # most files are right

        close = get_close_matches(key, known, 1)
        self._say(f"{inside}{key}: unknown key: " + (f"did you mean {close[0]}?" if close else _any_of(known)))

    def _aliases(self, value: Any) -> str:
        if not isinstance(value, dict):
            return "must be a table: [aliases], and below it lines like ll = 'ls -l'"
        for name, text in value.items():
            if not isinstance(text, str):
                self._say(f"aliases.{name}: must be a string: {name} = 'COMMAND'")
            elif not name or any(c in NOT_IN_ALIASES for c in name):
                self._say(f"aliases.{name}: not a name that an alias can have")
            else:
                self._config.aliases[name] = text
        return ""

    def _colours(self, value: Any) -> str:
        if not isinstance(value, dict):
            return "must be a table: [colours], and below it lines like command = 'green bold'"
        for name, style in value.items():
            if name not in COLOURS:
                self._unknown(name, COLOURS, "colours.")
                continue
            try:
                Style([(COLOURS[name], style)])
            except (ValueError, AttributeError, AssertionError, TypeError):
                self._say(f"colours.{name}: {style!r} is no style: words like green, #ff8800, bg:blue, bold, underline")
            else:
                self._config.colours[COLOURS[name]] = style
        return ""

    def _prompt(self, value: Any) -> str:
        if not isinstance(value, str):
            return r"must be a string in single quotes, as $PS1 is: '\u@\h:\w\$ '"
        self._config.prompt = value
        return ""

    def _keys(self, value: Any) -> str:
        if value not in KEYS:
            return f"{value!r}: {_any_of(KEYS)}"
        self._config.keys = value
        return ""

    def _history(self, value: Any) -> str:
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            return f"{value!r}: must be how many lines are taken over, 0 or more"
        self._config.history = value
        return ""


def _any_of(names: "Mapping[str, object] | tuple[str, ...]") -> str:
    return f"there are {', '.join(names)}"
