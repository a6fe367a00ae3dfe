"""A headless Chromium that does what a test says, over the pipe of its DevTools protocol."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any, Self

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
PROGRAM = next((path for path in map(shutil.which, NAMES) if path), None)


class Browser:
    """One page in a browser of its own; ``with Browser(...) as page: page("document.title")``."""

    def __init__(self, folder: Path, file: Path) -> None:
        assert PROGRAM is not None
        to_browser, self._write = os.pipe()
        self._read, from_browser = os.pipe()
        options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--remote-debugging-pipe"]
        command = " ".join(["exec", PROGRAM, *options, f"--user-data-dir={folder / 'profile'}", "about:blank"])
        self._process = subprocess.Popen(
            ["bash", "-c", f"{command} 3<&{to_browser} 4>&{from_browser}"],
            pass_fds=(to_browser, from_browser),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": str(folder)},
        )
        os.close(to_browser)
        os.close(from_browser)
        self._number = 0
        self._received = b""
        self._session = ""
        target = self._ask("Target.createTarget", url=file.as_uri())["targetId"]
        self._session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        while not self(f"location.href === {json.dumps(file.as_uri())} && document.readyState === 'complete'"):
            pass

    def __call__(self, script: str) -> Any:
        """The value of a JavaScript expression on the page; a promise is waited for."""
        answer = self._ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._write)
        os.close(self._read)

    def _ask(self, method: str, **params: Any) -> Any:
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        message |= {"sessionId": self._session} if self._session else {}
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._receive()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                return answer["result"]

    def _receive(self) -> Any:
        while b"\0" not in self._received:
            data = os.read(self._read, 1 << 16)
            assert data, "the browser has gone"
            self._received += data
        message, _, self._received = self._received.partition(b"\0")
        return json.loads(message)
