"""From words as they were typed to what a command gets (bash(1), EXPANSION)."""
