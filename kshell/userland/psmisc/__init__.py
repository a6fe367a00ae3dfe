"""The programs of psmisc 23.6."""
