"""``kshell attach``: more windows, in other terminals of the host, on the machine of a kshell that runs."""
