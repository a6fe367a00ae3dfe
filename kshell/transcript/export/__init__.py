"""Transcripts as films, pictures, pages and handouts."""
