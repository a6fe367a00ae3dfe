"""Kernel modules: images, loading, unloading (kernel/module/)."""
