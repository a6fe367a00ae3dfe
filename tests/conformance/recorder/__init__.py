"""Recordings of a real Linux: how one is made, and how it becomes a transcript that kshell is checked by."""
