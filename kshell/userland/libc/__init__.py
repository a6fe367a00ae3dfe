"""What the C library gives every program: getopt(3), strtol(3), strftime(3), regex(7), passwd(5), stdio(3)."""
