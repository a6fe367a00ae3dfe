"""Jobs: process groups, who has the terminal, what is said when one ends (bash jobs.c)."""
