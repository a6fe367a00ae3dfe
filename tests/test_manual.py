"""The manual's pages about kernel functions: each shows the function in use."""

from kshell.machine.manual9 import example, functions


def test_each_kernel_function_is_used_in_a_module_of_the_examples() -> None:
    missing = [name for name in functions() if not example(name)]
    assert not missing, f"write a short function that uses {', '.join(missing)} into a module in modules/examples"
