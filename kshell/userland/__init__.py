"""The programs of the simulated machine, one file each; every one is ``main(p: Process) -> int``."""
