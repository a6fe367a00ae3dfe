"""The ways in which a session's window can be laid out."""
