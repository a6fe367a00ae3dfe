"""Where the recordings and what belongs to them are held."""

from pathlib import Path

CONFORMANCE = Path(__file__).parents[1]
LAB = CONFORMANCE / "lab"
SESSIONS = LAB / "sessions"
RECORDINGS = LAB / "recordings"
SOURCES = LAB / "src"
REASONS = LAB / "differences.toml"
MODULES = CONFORMANCE / "modules"
TRANSCRIPTS = CONFORMANCE / "transcripts"
PAGE = CONFORMANCE.parents[1] / "docs" / "differences.md"


def names() -> list[str]:
    """All sessions that are held, in order."""
    return sorted(path.stem for path in SESSIONS.glob("*.session"))
