"""Patterns: * ? [...] against names (bash(1), Pattern Matching)."""

import re
from fnmatch import translate

from kshell.uapi.fcntl import S_ISDIR
from kshell.uapi.syscalls import Syscalls


def has_pattern(text: str) -> bool:
    """Whether anything in it is special; a backslash protects."""
    return bool(re.search(r"(?<!\\)[*?\[]", text))


def pattern_regex(text: str) -> "re.Pattern[str]":
    """The regular expression of a pattern."""
    out = ""
    for match in re.finditer(r"\\(.)|\[!?\]?[^\]]*\]|.", text, re.S):
        out += f"[{match[1]}]" if match[1] is not None and match[1] in "*?[" else match[1] or match[0]
    return re.compile(translate(out))


def expand_pattern(sys: Syscalls, pattern: str) -> list[str]:
    """The names that match, sorted; none if nothing does."""
    found = ["/"] if pattern.startswith("/") else [""]
    for part in [p for p in pattern.split("/") if p]:
        found = [name for prefix in found for name in _step(sys, prefix, part)]
    return sorted(found)


def _step(sys: Syscalls, prefix: str, part: str) -> list[str]:
    if not has_pattern(part):
        plain = _join(prefix, re.sub(r"\\(.)", r"\1", part))
        return [plain] if _exists(sys, plain) else []
    regex = pattern_regex(part)
    try:
        names = sys.getdents(prefix or ".")
    except OSError:
        return []
    hidden = part.startswith(".")
    return [_join(prefix, name) for name in names if regex.match(name) and (hidden or not name.startswith("."))]


def _join(prefix: str, name: str) -> str:
    return prefix + name if prefix in ("", "/") else f"{prefix}/{name}"


def _exists(sys: Syscalls, path: str) -> bool:
    try:
        sys.lstat(path)
    except OSError:
        return False
    return True


def is_directory(sys: Syscalls, path: str) -> bool:
    """Whether a path leads to a directory."""
    try:
        return S_ISDIR(sys.stat(path).mode)
    except OSError:
        return False
