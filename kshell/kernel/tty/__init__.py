"""Terminals and the console."""
