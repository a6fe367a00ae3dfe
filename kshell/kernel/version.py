"""Which kernel this is: the one that the recordings were made with."""

RELEASE = "6.1.0-56-amd64"
VERSION = "#1  Debian 6.1.192-2"
UTS_VERSION = "#1 SMP PREEMPT_DYNAMIC Debian 6.1.192-2 (2026-11-16)"
HARDWARE = "QEMU Standard PC (i440FX + PIIX, 1996), BIOS 1.16.2-debian-1.16.2-1 04/01/2014"
COMPILER = (
    "(debian-kernel@lists.debian.org) (gcc-12 (Debian 12.2.0-14+deb12u1) 12.2.0, GNU ld (GNU Binutils for Debian) 2.40)"
)
VERMAGIC = f"{RELEASE} SMP preempt mod_unload modversions "
BTIME = 1_795_424_400
