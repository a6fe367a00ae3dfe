"""How all tests are run."""

from hypothesis import settings

settings.register_profile("kshell", deadline=None, derandomize=True)  # the same inputs in each run, on slow hosts too
settings.load_profile("kshell")
