"""Replacing a file as a whole: whoever looks sees the old one or the new one."""

import os
import shutil
import tempfile
from contextlib import suppress


def replace_file(path: str, data: bytes) -> None:
    """Give a file other content, its mode kept; a symbolic link goes on pointing to it. OSError: it is as it was."""
    path = os.path.realpath(path)
    handle, temporary = tempfile.mkstemp(prefix=f".{os.path.basename(path)}.", dir=os.path.dirname(path))
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(path, temporary)
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
