"""The pictures of the documentation are what kshell shows: they are made again, and compared."""

import re

import pytest

from docs.pictures import IMAGES, STORIES, draw, screen_after


@pytest.mark.parametrize("name", STORIES)
def test_a_picture_is_what_kshell_shows_now(name: str) -> None:
    story = STORIES[name]
    now, kept = draw(screen_after(story), story.title), (IMAGES / f"{name}.svg").read_text("utf-8")
    assert texts(now) == texts(kept), "scripts/pictures makes them anew"


def texts(picture: str) -> list[str]:
    """What is in a picture, with every number taken as 0: times differ from run to run."""
    return [re.sub(r"\d+", "0", text) for text in re.findall(r"<text [^>]*>(.*?)</text>", picture)]
