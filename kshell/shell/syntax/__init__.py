"""From text to commands (bash(1), SHELL GRAMMAR), and back to text."""
