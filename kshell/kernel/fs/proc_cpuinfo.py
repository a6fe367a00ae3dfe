"""/proc/cpuinfo: the processor of the recordings, QEMU's (arch/x86/kernel/cpu/proc.c)."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel

FLAGS = (
    "fpu de pse tsc msr pae mce cx8 apic sep mtrr pge mca cmov pat pse36 clflush acpi mmx fxsr sse sse2 ss ht "
    "syscall nx mmxext pdpe1gb rdtscp lm 3dnowext 3dnow rep_good nopl cpuid extd_apicid pni pclmulqdq monitor ssse3 "
    "fma cx16 sse4_1 sse4_2 movbe popcnt aes xsave avx f16c rdrand hypervisor lahf_lm cmp_legacy svm cr8_legacy abm "
    "sse4a 3dnowprefetch vmmcall fsgsbase bmi1 avx2 smep bmi2 erms mpx adx smap clflushopt clwb xsaveopt xgetbv1 "
    "arat npt vgif umip pku ospke vaes la57"
)


def cpuinfo(kernel: "Kernel") -> str:
    """The whole file: a paragraph for each CPU."""
    return "".join(_paragraph(cpu, kernel.sched.cpus) for cpu in range(kernel.sched.cpus))


def _paragraph(cpu: int, cpus: int) -> str:
    return f"""\
processor	: {cpu}
vendor_id	: AuthenticAMD
cpu family	: 15
model		: 107
model name	: QEMU TCG CPU version 2.5+
stepping	: 1
microcode	: 0x1000065
cpu MHz		: 2445.398
cache size	: 512 KB
physical id	: 0
siblings	: {cpus}
core id		: {cpu}
cpu cores	: {cpus}
apicid		: {cpu}
initial apicid	: {cpu}
fpu		: yes
fpu_exception	: yes
cpuid level	: 13
wp		: yes
flags		: {FLAGS}
bugs		: fxsave_leak sysret_ss_attrs null_seg swapgs_fence amd_e400 spectre_v1 spectre_v2
bogomips	: 4890.79
TLB size	: 1024 4K pages
clflush size	: 64
cache_alignment	: 64
address sizes	: 40 bits physical, 57 bits virtual
power management:

"""
