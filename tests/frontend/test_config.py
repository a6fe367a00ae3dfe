"""config.toml: what can be set, and what is said when something in it is wrong."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest

from kshell.frontend.config import COLOURS, Config, config_file, read_config
from kshell.frontend.config_schema import schema
from kshell.frontend.config_schema import text as schema_text
from tests.frontend.window import PROMPT, Window

Open = Callable[..., Window]
WHOLE = r"""
prompt = 'it\047s \w> '
keys = "vi"
history = 5

[aliases]
ll = "ls -l"
say = "echo 'a b'"

[colours]
command = "bold #00ff00"
suggestion = "ansired"
"""


def write(tmp_path: Path, text: str | bytes) -> Path:
    file = tmp_path / "config" / "kshell" / "config.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def test_everything_set(tmp_path: Path) -> None:
    assert read_config(write(tmp_path, WHOLE)) == Config(
        aliases={"ll": "ls -l", "say": "echo 'a b'"},
        colours={"line.command": "bold #00ff00", "auto-suggestion": "ansired"},
        prompt=r"it\047s \w> ",
        keys="vi",
        history=5,
    )


def test_nothing_set(tmp_path: Path) -> None:
    assert read_config(tmp_path / "config.toml") == read_config(None) == Config()
    assert Config().bashrc() == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("keys = 'vi'\nhistory 3", "Expected '=' after a key in a key/value pair (at line 2, column 9): nothing of it"),
        (b"keys = 'vi'\n# \xff", "line 2: not UTF-8 text: nothing of it is used"),
        ("kyes = 'vi'", "kyes: unknown key: did you mean keys?"),
        ("xyz = 1", "xyz: unknown key: there are aliases, colours, prompt, keys, history"),
        ("keys = 'vim'", "keys: 'vim': there are emacs, vi"),
        ("history = -1", "history: -1: must be how many lines are taken over, 0 or more"),
        ("prompt = 3", "prompt: must be a string in single quotes"),
        ("aliases = 'x'", "aliases: must be a table: [aliases]"),
        ("[aliases]\nll = 3", "aliases.ll: must be a string: ll = 'COMMAND'"),
        ("[aliases]\n'a b' = 'x'", "aliases.a b: not a name that an alias can have"),
        ("[colours]\ncomand = 'red'", "colours.comand: unknown key: did you mean command?"),
        ("[colours]\ncommand = 'gren'", "colours.command: 'gren' is no style: words like green"),
        ("[colours]\ncommand = 3", "colours.command: 3 is no style"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_holds(tmp_path: Path, text: str | bytes, said: str) -> None:
    file = write(tmp_path, text)
    [trouble] = read_config(file).troubles
    assert trouble.startswith(f"kshell: {file}: {said}")


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    assert read_config(tmp_path).troubles == [f"kshell: {tmp_path}: Is a directory: nothing of it is used"]


def test_where_it_is() -> None:
    assert config_file({"XDG_CONFIG_HOME": "/x", "HOME": "/h"}) == Path("/x/kshell/config.toml")
    assert config_file({"XDG_CONFIG_HOME": "relative", "HOME": "/h"}) == Path("/h/.config/kshell/config.toml")
    assert config_file({}) is None


def test_prompt_aliases_and_vi_keys_in_the_terminal(window: Open, tmp_path: Path) -> None:
    write(tmp_path, WHOLE + "\n[unknown]\n")
    w = window(columns=200)
    w.wait(r"config.toml: unknown: unknown key: there are .*\nit's ~> $")
    w.type("sai\x1bry\r")
    w.wait("~> say\na b\nit's ~> $")
    w.type("cd /tmp\r")
    w.wait("it's /tmp> $")


def test_a_broken_file_does_not_keep_the_shell_from_starting(window: Open, tmp_path: Path) -> None:
    write(tmp_path, "[[[")
    w = window(columns=200)
    w.wait(r"config.toml: .*line 1.*: nothing of it is used\n" + PROMPT)


ROOT = Path(__file__).parents[2]


def test_the_schema_for_editors_is_up_to_date() -> None:
    """If not: .venv/bin/python -m kshell.frontend.config_schema > docs/config.schema.json"""
    assert (ROOT / "docs" / "config.schema.json").read_text() == schema_text()
    assert set(schema()["properties"]["colours"]["properties"]) == set(COLOURS)


@pytest.mark.parametrize(
    "text",
    [
        WHOLE, "", "keys = 'emacs'", "kyes = 'vi'", "keys = 'vim'", "keys = 3", "history = 0", "history = -1",
        "history = true", "history = '5'", "prompt = 3", "aliases = 'x'", "[aliases]\nll = 3", "[aliases]\n'a b' = 'x'",
        "[aliases]\n'' = 'x'", "[aliases]\n'a\\b' = 'x'", "[aliases]\n'l-l.x' = 'x'", "colours = 1",
        "[colours]\ncomand = 'red'", "[colours]\nhint = 3",
        *(f"[colours]\n{name} = 'bold'" for name in COLOURS),
        (ROOT / "docs" / "terminal.md").read_text().partition("```toml\n")[2].partition("```")[0],
    ],
)  # fmt: skip
def test_the_schema_and_kshell_find_the_same_files_right(text: str, tmp_path: Path) -> None:
    fits: Callable[[Any], Any] = fastjsonschema.compile(schema())
    try:
        fits(tomllib.loads(text))
        right = True
    except fastjsonschema.JsonSchemaException:
        right = False
    assert right == (read_config(write(tmp_path, text)).troubles == [])
