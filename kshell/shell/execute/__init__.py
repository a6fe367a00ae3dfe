"""Running what was parsed (bash execute_cmd.c)."""
