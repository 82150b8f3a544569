"""Requests as a platform sends them, each another one: person after person, then the next content."""

from collections.abc import Callable, Iterator, Mapping

from bench.company import PEOPLE, content, person

MARK = "MARKED"  # in a pattern, where no two requests are alike

Proof = Callable[[bytes], Mapping[str, str]]  # the headers that go with a body


class Requests:
    """Made from the `pattern` of the first person's on the first content. `end`: there are so many and no more."""

    def __init__(self, path: str, pattern: str, proof: Proof, end: int = 10**6) -> None:
        self._path = path
        self._pattern = pattern
        self._proof = proof
        self._end = end
        self.went = 0  # so many were sent already

    def next(self, most: int) -> Iterator[tuple[int, bytes]]:
        """By number; made and signed now, so that only sending them is left to do."""
        return iter([(number, self._request(number)) for number in range(self.went, min(self.went + most, self._end))])

    def _request(self, number: int) -> bytes:
        text = self._pattern.replace(person(0), person(number % PEOPLE)).replace(content(0), content(number // PEOPLE))
        body = text.replace(MARK, f"{number:06}").encode()
        headers = {"Host": "heraut.example", "Content-Length": str(len(body)), **self._proof(body)}
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        return f"POST {self._path} HTTP/1.1\r\n{head}\r\n".encode() + body
