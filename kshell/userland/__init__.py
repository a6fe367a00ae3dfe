"""The simulated machine's programs, by the packages that they are from; every one is ``main(p: Process) -> int``."""
