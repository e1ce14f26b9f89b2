"""What ends a call: one clear sentence, and an exit code that is not zero."""


class Wrong(Exception):
    """The call cannot do what was asked; its text is shown to the operator as it is."""

    def __init__(self, sentence: str, code: int = 1) -> None:
        super().__init__(sentence)
        self.code = code
