"""What kshell costs, against its peers and in the same run: ``scripts/bench``. Never a gate."""
