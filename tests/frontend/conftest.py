"""``window(...)`` opens an emulated terminal with kshell in it."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.frontend.window import Window


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Callable[..., Window]]:
    opened: list[Window] = []
    with tempfile.TemporaryDirectory(prefix="kshell") as runtime:  # the path of a socket is short
        own = {
            "XDG_STATE_HOME": str(tmp_path / "state"),
            "XDG_CONFIG_HOME": str(tmp_path / "config"),
            "XDG_RUNTIME_DIR": runtime,
        }

        def open_window(*arguments: str, **settings: Any) -> Window:
            opened.append(Window(*arguments, **own | settings))
            return opened[-1]

        yield open_window
        for each in opened:
            each.close()
