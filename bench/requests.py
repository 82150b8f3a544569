"""Requests as a platform sends them, all different: person after person, then the next piece of content."""

from collections.abc import Callable, Iterator, Mapping

from bench.company import PEOPLE, content, person

MARK = "MARKED"  # in a pattern, where every request differs

Proof = Callable[[bytes], Mapping[str, str]]  # the headers that go with a body


class Requests:
    """Made from `pattern`, the first person's request about the first content. `end` is how many there are."""

    def __init__(self, path: str, pattern: str, proof: Proof, end: int = 10**6) -> None:
        self._path = path
        self._pattern = pattern
        self._proof = proof
        self._end = end
        self.went = 0  # how many were sent

    def next(self, most: int) -> Iterator[tuple[int, bytes]]:
        """The next `most` requests by number, built and signed now so that only sending is left."""
        return iter([(number, self._request(number)) for number in range(self.went, min(self.went + most, self._end))])

    def _request(self, number: int) -> bytes:
        text = self._pattern.replace(person(0), person(number % PEOPLE)).replace(content(0), content(number // PEOPLE))
        body = text.replace(MARK, f"{number:06}").encode()
        headers = {"Host": "heraut.example", "Content-Length": str(len(body)), **self._proof(body)}
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        return f"POST {self._path} HTTP/1.1\r\n{head}\r\n".encode() + body
