"""Transcripts (``*.ksh.md``): Markdown files whose console blocks are run and checked."""
