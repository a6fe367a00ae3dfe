"""The simulated kernel: nothing in here prints, looks at a wall clock or knows a terminal library."""
