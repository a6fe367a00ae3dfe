"""What belongs to the person in front of a session, brought to the machine and to the window."""

import os
from dataclasses import replace

from prompt_toolkit.enums import EditingMode
from prompt_toolkit.styles import Style, merge_styles

from kshell.frontend.config import config_file, read_config
from kshell.frontend.history import Past, history_file
from kshell.frontend.session import Session
from kshell.machine import Settings


class Person:
    """Her settings and her history, read once when kshell starts."""

    def __init__(self) -> None:
        self._config = read_config(config_file(os.environ))
        self.past = Past(history_file(os.environ), self._config.history)

    def settle(self, settings: Settings) -> Settings:
        """The machine she works at: its shells begin with her aliases and her prompt."""
        bashrc = self._config.bashrc()
        if not bashrc:
            return settings
        return replace(settings, files={**settings.files, ".bashrc": bashrc.encode("utf-8", "surrogateescape")})

    def sit_down(self, session: Session) -> None:
        """Give a session her keys and colours, and show what was wrong with her files."""
        app = session.app
        if self._config.keys == "vi":
            app.editing_mode = EditingMode.VI
        if self._config.colours and app.style is not None:
            app.style = merge_styles([app.style, Style(list(self._config.colours.items()))])
        for line in (*self._config.troubles, self.past.trouble):
            if line:
                session.console.screen.show(line + "\n")
