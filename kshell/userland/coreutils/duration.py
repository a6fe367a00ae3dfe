"""Durations as sleep and timeout of coreutils read them: ``1.5``, ``2m``, ``1h``, ``1d``, ``inf``."""

NSEC_PER_SEC = 1_000_000_000
FOREVER = 1 << 62
UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


def parse_duration(text: str) -> int | None:
    """Nanoseconds, or None when the text is no duration."""
    if text.lower() in ("inf", "infinity"):
        return FOREVER
    unit = UNITS.get(text[-1:], 1)
    number = text[:-1] if text[-1:] in UNITS else text
    if not number.lower().replace("e", "").strip("+").replace("+", "").replace("-", "").replace(".", "").isdigit():
        return None
    try:
        seconds = float(number)
    except ValueError:
        return None
    return min(round(seconds * unit * NSEC_PER_SEC), FOREVER) if seconds >= 0 else None
