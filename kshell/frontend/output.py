"""The host's terminal as an output that sends what belongs together in one piece."""

from prompt_toolkit.output.vt100 import Vt100_Output


class FrameOutput(Vt100_Output):
    """Holds back what is drawn until it is released, so that no half-drawn screen is ever seen.

    It never asks where the cursor is: the front end knows, and an answer could arrive in the middle of what is typed.
    """

    _held = False

    @property
    def responds_to_cpr(self) -> bool:
        return False

    def hold(self) -> None:
        """From now on nothing is sent."""
        self._held = True

    def release(self) -> None:
        """Send what was held back."""
        self._held = False
        self.flush()

    def flush(self) -> None:
        if not self._held:
            super().flush()
