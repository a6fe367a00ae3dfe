"""What can stand at the cursor: candidates for the text before it, from a machine that is only looked at."""
