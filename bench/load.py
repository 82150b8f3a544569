"""The load: a number of requests in flight over persistent connections, each timed."""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Iterator
from statistics import median, quantiles
from typing import NamedTuple

LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)
WELL = range(200, 300)
PATIENCE = 10.0  # seconds; Slack itself waits three


class Load(NamedTuple):
    """The result of some requests, all with the same number in flight. Times in milliseconds."""

    answered: int
    failed: int
    rate: float
    p50: float
    p99: float
    begun: float = 0.0  # seconds on a monotonic clock

    @property
    def sent(self) -> int:
        return self.answered + self.failed


class Wanted(NamedTuple):
    """What an answer must have: its status, the `words` in it, and what else request number n must lead to."""

    words: bytes = b""
    besides: Callable[[int], Awaitable[None]] | None = None  # called when the request is sent
    well: range = WELL


ANY = Wanted()


async def press(
    port: int, requests: Iterator[tuple[int, bytes]], flight: int, seconds: float = 3600, wanted: Wanted = ANY
) -> Load:
    """Send until the time is up or no request is left."""
    times: list[float] = []
    begun = time.perf_counter()
    workers = [_work(port, requests, begun + seconds, wanted, times) for _ in range(flight)]
    failed = sum(await asyncio.gather(*workers))
    took = time.perf_counter() - begun
    if len(times) < 2:
        return Load(len(times), failed, 0, 0, 0, begun)
    p99 = quantiles(times, n=100, method="inclusive")[98]
    return Load(len(times), failed, len(times) / took, median(times) * 1000, p99 * 1000, begun)


async def _work(port: int, queue: Iterator[tuple[int, bytes]], end: float, wanted: Wanted, times: list[float]) -> int:
    """Send one request at a time over one connection. Returns how many failed."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    failed = 0
    while time.perf_counter() < end and (found := next(queue, None)):
        number, request = found
        sent = time.perf_counter()
        besides = wanted.besides(number) if wanted.besides else None
        writer.write(request)
        try:
            async with asyncio.timeout(PATIENCE):
                status, body = await _answer(reader)
                if besides:
                    await besides
        except (OSError, EOFError, TimeoutError):
            return failed + 1
        if status in wanted.well and wanted.words in body:
            times.append(time.perf_counter() - sent)
        else:
            failed += 1
    writer.close()
    return failed


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    head = await reader.readuntil(b"\r\n\r\n")
    length = LENGTH.search(head)
    return int(head.split(None, 2)[1]), await reader.readexactly(int(length[1]) if length else 0)
