"""A mistake in a file that people write: the file, the line, what is wrong, and what to do."""


class Mistake(Exception):
    """For the person who wrote the file, in English."""

    def __init__(self, file: str, line: int, wrong: str, remedy: str) -> None:
        super().__init__(f"{file}, line {line}: {wrong} {remedy}")
