"""``window(...)`` opens an emulated terminal with kshell in it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.frontend.window import Window


@pytest.fixture
def window() -> Iterator[Callable[..., Window]]:
    opened: list[Window] = []

    def open_window(*arguments: str, **settings: Any) -> Window:
        opened.append(Window(*arguments, **settings))
        return opened[-1]

    yield open_window
    for each in opened:
        each.close()
