"""Sizes for people: ``4.0K``, ``1.2M`` (gnulib, human.c: rounded up)."""

UNITS = "KMGTPEZY"


def human(size: int, base: int = 1024) -> str:
    """A number of bytes with at most three digits and a unit."""
    if size < base:
        return str(size)
    power = 1
    while size >= base ** (power + 1) and power < len(UNITS):
        power += 1
    unit = base**power
    tenths = -(-size * 10 // unit)
    if tenths >= 100:
        whole = -(-size // unit)
        if whole >= base and power < len(UNITS):
            return f"1.0{_letter(power + 1, base)}"
        return f"{whole}{_letter(power, base)}"
    return f"{tenths // 10}.{tenths % 10}{_letter(power, base)}"


def _letter(power: int, base: int) -> str:
    letter = UNITS[power - 1]
    return letter.lower() if base == 1000 and letter == "K" else letter
