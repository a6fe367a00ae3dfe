"""What several programs of GNU take from gnulib."""
