"""What can be set in config.toml, as a JSON schema for editors.

``python -m kshell.frontend.config_schema`` prints it.
"""

import json
import re
import sys
from typing import Any

from kshell.frontend.config import COLOURS, KEYS, NOT_IN_ALIASES, Config

DRAFT = "http://json-schema.org/draft-07/schema#"


def schema() -> dict[str, Any]:
    """The schema; read_config() finds nothing wrong with a file that fits it, but for the words of a style."""
    usual = Config()
    return {
        "$schema": DRAFT,
        "title": "kshell: config.toml",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "prompt": {"type": "string", "description": r"$PS1, such as '\u@\h:\w\$ '"},
            "keys": {"enum": [*KEYS], "default": usual.keys, "description": "whose keys edit the line"},
            "history": {
                "type": "integer",
                "minimum": 0,
                "default": usual.history,
                "description": "how many lines of earlier sessions are taken over",
            },
            "aliases": {
                "type": "object",
                "description": "the shell's aliases: ll = 'ls -l'",
                "propertyNames": {"pattern": f"^[^{re.escape(NOT_IN_ALIASES)}]+$"},
                "additionalProperties": {"type": "string"},
            },
            "colours": {
                "type": "object",
                "description": "of the line that is edited: words like green, #ff8800, bg:blue, bold, underline",
                "additionalProperties": False,
                "properties": {name: {"type": "string"} for name in COLOURS},
            },
        },
    }


def text() -> str:
    """The schema as a file."""
    return json.dumps(schema(), indent=2) + "\n"


if __name__ == "__main__":
    sys.stdout.write(text())
