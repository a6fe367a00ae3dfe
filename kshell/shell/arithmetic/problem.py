"""What is wrong with an expression."""


class ArithmeticProblem(Exception):
    """An expression that cannot be evaluated: ``text`` is what bash says, the expression in front."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def problem(text: str, what: str, at: int) -> ArithmeticProblem:
    """What bash says of an expression that is wrong at ``at``."""
    return ArithmeticProblem(f'{text.lstrip()}: {what} (error token is "{text[at:]}")')
