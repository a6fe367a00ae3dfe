"""Simulated time: the clock, timers and sleeping."""
