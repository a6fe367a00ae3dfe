"""``kshell export``: films, pictures, pages and handouts of a transcript."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyte
import pytest
from asciinema_scene.scenelib.scene_content import SceneContent

from kshell import cli

from .browser import PROGRAM, Browser

Capture = pytest.CaptureFixture[str]

STORY = """\
---
kernel: 6.1
---
# A <story> & more

Some *prose*.

```console hide
# x=hidden; echo secret
```

```sh file=go.sh
echo "$1" ' ```'
```

```console
# echo $x
[..]
# sleep 100
[blocked: hrtimer_nanosleep]
```

## Another terminal

1. See:

   ```console
   (t2)$ id -un
   user
   % wait 60s
   % key C-c
   (t2)$ sh -c 'exit 3'
   [3]
   ```

# The end

```console
(t2)# bash /root/go.sh a
...
# reboot -f
...
# echo done
...
```
"""


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A story on two terminals, in the current folder."""
    monkeypatch.chdir(tmp_path)
    Path("story.ksh.md").write_text(STORY)
    return tmp_path


def export(*args: str) -> str:
    """Export the story; what was written."""
    assert cli.main(["export", "story.ksh.md", "-o", "out", *args]) == 0
    return Path("out").read_text("utf-8")


def screen_of(scene: Any) -> list[str]:
    """What an emulator that is not ours shows at the end of a recording."""
    screen = pyte.Screen(scene.header["width"], scene.header["height"] + 1)
    stream = pyte.Stream(screen)
    for frame in scene.frames:
        if frame.tpe == "o":
            stream.feed(frame.text)
    return [line.rstrip() for line in screen.display]


@pytest.mark.parametrize("version", ["2", "3"])
def test_an_asciicast_is_read_and_played_by_others(version: str, story: Path) -> None:
    export("--format", f"asciicast-v{version}")
    scene = SceneContent.parse("out")
    assert (scene.format_version, scene.header["title"]) == (int(version), "A <story> & more")
    assert (scene.header["width"], scene.header["height"]) == (80, 28)
    assert [frame.text for frame in scene.frames if frame.tpe == "m"] == [
        "A <story> & more", "Another terminal", "The end",
    ]  # fmt: skip
    rows = screen_of(scene)
    assert rows[0].startswith("── terminal 1, the console ──")
    assert rows[1:4] == ["root@kshell:~# echo hidden"[:15] + "echo $x", "hidden", "root@kshell:~# sleep 100"]
    assert "root@kshell:~# echo done" in rows[4:14]
    assert rows[14].startswith("── terminal 2 ──")
    assert rows[15:18] == ["user@kshell:~$ id -un", "user", "user@kshell:~$ sh -c 'exit 3'"]
    assert "secret" not in Path("out").read_text()


def test_simulated_time_becomes_intervals_and_long_ones_are_cut(story: Path) -> None:
    def seconds(*args: str) -> float:
        export("--format", "asciicast-v3", "--key", "0s", "--reading", "0s", *args)
        return sum(json.loads(line)[0] for line in Path("out").read_text().splitlines()[1:])

    assert seconds("--max-idle", "1000s", "--max-wait", "1000s") == pytest.approx(60, abs=0.5)
    assert seconds("--max-idle", "5s") == pytest.approx(5, abs=0.5)
    assert seconds("--max-idle", "1000s", "--max-wait", "10s") == pytest.approx(10, abs=0.5)


def test_typing_and_reading_take_their_time(story: Path) -> None:
    slow = export("--format", "asciicast-v2", "--key", "1s", "--reading", "10s", "--max-idle", "0s")
    events = [json.loads(line) for line in slow.splitlines()[1:]]
    typed = next(event for event in events if event[2].endswith("e\x1b[m"))
    assert typed[0] == 1.0
    assert events[-1][0] == sum(len(line) + 1 for line in COMMANDS) + 10 * (len(COMMANDS) + 1)


COMMANDS = ["echo $x", "sleep 100", "id -un", "sh -c 'exit 3'", "bash /root/go.sh a", "reboot -f", "echo done"]


def test_an_svg_moves_by_itself_and_needs_nothing_else(story: Path) -> None:
    text = export("--format", "svg")
    root = ElementTree.fromstring(text)
    assert root.findtext("{*}title") == "A <story> & more"
    assert "secret" not in text
    assert not re.search(r"https?://(?!www.w3.org/2000/svg)|<script|@import|url\(", text)
    stops = [float(stop) for stop in re.findall(r"([\d.]+)%\{transform", text)]
    assert stops == sorted(stops)
    assert (stops[0], stops[-1]) == (0, 100)
    names = [use.get("href", "")[1:] for use in root.iter("{http://www.w3.org/2000/svg}use")]
    assert {*names} == {group.get("id") for group in root.iterfind("{*}defs/{*}g")}


@pytest.mark.parametrize("kind", ["svg", "html"])
def test_a_still_of_each_step_shows_its_end(kind: str, story: Path) -> None:
    assert cli.main(["export", "story.ksh.md", "--format", f"stills-{kind}", "-o", "new/stills"]) == 0
    names = sorted(path.name for path in Path("new/stills").iterdir())
    assert len(names) == 9
    assert names[:3] == [f"01-echo-x.{kind}", f"02-sleep-100.{kind}", f"03-t2-id-un.{kind}"]
    first = Path("new/stills", names[0]).read_text()
    assert first.count("root@kshell:~# ") == 2
    assert ">hidden<" in first or "hidden\n" in first


def test_plain_text_is_what_was_to_be_seen_in_order(story: Path) -> None:
    text = re.sub(r"(?m)^\[ .*\n", "", export("--format", "text"))
    assert (
        text
        == """\
A <story> & more
================
root@kshell:~# echo $x
hidden
root@kshell:~# sleep 100

Another terminal
================
-- terminal 2
user@kshell:~$ id -un
user
-- terminal 1
^C
-- terminal 2
user@kshell:~$ sh -c 'exit 3'

The end
=======
root@kshell:~# bash /root/go.sh a
a  ```
-- terminal 1
root@kshell:~# reboot -f
root@kshell:~# echo done
done
"""
    )


def test_a_handout_is_clean_markdown(story: Path) -> None:
    text = re.sub(r"(?m)^ *\[ .*\n", "", export("--format", "markdown"))
    assert (
        text
        == """\
# A <story> & more

Some *prose*.


`go.sh`:

```sh
echo "$1" ' ```'
```

```console
# echo $x
hidden
# sleep 100
(the prompt does not come back: it waits in hrtimer_nanosleep)
```

## Another terminal

1. See:

   On terminal 2:

   ```console
   $ id -un
   user
   ```

   On terminal 1:

   ```console
   (60s later)
   ^C
   ```

   On terminal 2:

   ```console
   $ sh -c 'exit 3'
   (exit status 3)
   ```

# The end

On terminal 2:

````console
# bash /root/go.sh a
a  ```
````

On terminal 1:

```console
# reboot -f
# echo done
done
```
"""
    )


needs_chromium = pytest.mark.skipif(
    PROGRAM is None,
    reason="no Chromium here: whether films play in a browser is not tested (Debian: apt install chromium)",
)


@needs_chromium
def test_an_svg_moves_in_a_browser(story: Path) -> None:
    export("--format", "svg")
    Path("out").rename("story.svg")
    with Browser(story, story / "story.svg") as page:
        page("strip = document.querySelector('.strip'); [animation] = document.getAnimations(); animation.pause()")
        assert page("strip.getAnimations().length") == 1
        assert page("animation.currentTime = 0; getComputedStyle(strip).transform") == "matrix(1, 0, 0, 1, 0, 0)"
        assert page("animation.currentTime = 2000; new DOMMatrix(getComputedStyle(strip).transform).e") < -672
        assert page("animation.effect.getTiming().iterations") is None  # Infinity, which JSON does not know


@pytest.fixture
def page(story: Path) -> Iterator[Browser]:
    """The story's page in a browser."""
    export("--format", "html")
    Path("out").rename("story.html")
    with Browser(story, story / "story.html") as page:
        yield page


@needs_chromium
def test_a_page_plays_pauses_and_steps_in_a_browser(page: Browser) -> None:
    assert page("document.title") == "A <story> & more"
    assert page("notes.textContent.trim()") == "A <story> & more\nSome prose.\necho \"$1\" ' ```'"
    assert page("where.textContent") == "step 1 of 9"
    page("at('next').click()")
    assert page("screen.textContent").split("\n")[1:4] == ["root@kshell:~# echo $x", "hidden", "root@kshell:~# "]
    page("at('next').click()")
    assert "sleep 100" in page("screen.textContent")
    page("document.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowLeft', bubbles: true}))")
    assert page("where.textContent") == "step 1 of 9"
    page("chapter.selectedIndex = 2; chapter.onchange()")
    assert page("where.textContent") == "step 7 of 9"
    assert page("notes.querySelector('h1').textContent") == "The end"
    page("show(0); at('speed').value = 4; play.click()")
    assert page("play.textContent") == "Pause"
    page("new Promise(done => setInterval(() => now > 500 && done(), 10))")
    page("play.click()")
    stopped = page("now")
    assert page("play.textContent") == "Play"
    assert page("new Promise(done => setTimeout(() => done(now), 100))") == stopped
    page("show(film.length)")
    assert "done" in page("screen.textContent")


def test_a_page_needs_nothing_else(story: Path) -> None:
    text = export("--format", "html")
    assert not re.search(r"https?://|src=|@import|url\(|<link", text)
    assert "<story>" not in text
    assert "secret" not in text


def test_the_same_story_gives_the_same_bytes(story: Path) -> None:
    for name in ("html", "svg", "asciicast-v3"):
        assert export("--format", name) == export("--format", name)


def test_the_name_of_the_file_says_the_format(story: Path, capfd: Capture) -> None:
    assert cli.main(["export", "-o", "story.cast", "story.ksh.md"]) == 0
    assert json.loads(Path("story.cast").read_text().splitlines()[0])["version"] == 3
    assert cli.main(["export", "--format", "text", "story.ksh.md"]) == 0
    assert capfd.readouterr().out.startswith("A <story> & more\n=====")


@pytest.mark.parametrize(
    ("args", "line", "status"),
    [
        (["story.ksh.md"], "kshell: export: which format? say --format FORMAT, or -o OUT with the suffix of one", 2),
        (["--format", "stills-svg", "story.ksh.md"], "kshell: export: stills-svg makes many files: say into which", 2),
        (["--key", "5", "story.ksh.md"], "kshell: export: argument --key: '5' is no duration: write it as 5s", 2),
        (["-o", "a.svg", "nowhere"], "kshell: nowhere: No such file or directory", 1),
        (["-o", "no/a.svg", "story.ksh.md"], "kshell: no/a.svg: No such file or directory", 1),
        (["-o", "a.svg", "bad.md"], "bad.md:1: unclosed fence", 1),
        (["-o", "a.svg", "wait.md"], "wait.md:2: no line that matches /x/ in 1s", 0),
    ],
)
def test_what_is_wrong_is_told(args: list[str], line: str, status: int, story: Path, capfd: Capture) -> None:
    Path("bad.md").write_text("```console\n")
    Path("wait.md").write_text("```console\n% wait /x/ 1s\n```\n")
    assert cli.main(["export", *args]) == status
    assert capfd.readouterr().err.startswith(line)


def test_help_lists_the_formats(capfd: Capture) -> None:
    assert cli.main(["export", "--help"]) == 0
    assert "  asciicast-v3  for asciinema's players (.cast)\n" in capfd.readouterr().out
