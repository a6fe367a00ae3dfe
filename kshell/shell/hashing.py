"""The order in which bash's hash tables list what they hold (bash hashlib.c): FNV-1, buckets from first to last."""

from collections.abc import Iterable

FNV_OFFSET = 2166136261
FNV_PRIME = 16777619
ASSOC_BUCKETS = 1024
VARIABLE_BUCKETS = 1024


def bucket(text: str, buckets: int) -> int:
    """Where a key goes."""
    number = FNV_OFFSET
    for byte in text.encode("utf-8", "surrogateescape"):
        number = number * FNV_PRIME & 0xFFFFFFFF ^ byte
    return number & (buckets - 1)


def assoc_order(keys: Iterable[str]) -> list[str]:
    """Keys as an associative array lists them: in a bucket the newest comes first."""
    newest_first = list(keys)[::-1]
    return sorted(newest_first, key=lambda key: bucket(key, ASSOC_BUCKETS))


def environment_order(names: Iterable[str]) -> list[str]:
    """The names of variables as a program finds them in its environment; ``_`` comes last."""
    return sorted(names, key=lambda name: (name == "_", bucket(name, VARIABLE_BUCKETS), name))
