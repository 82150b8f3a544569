"""The load: so many requests in flight over connections that stay open, each timed."""

import asyncio
import re
import time
from collections.abc import Iterator
from statistics import median, quantiles
from typing import NamedTuple

LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)
WELL = range(200, 300)
PATIENCE = 10.0  # seconds: Slack itself has three


class Load(NamedTuple):
    """What came of some requests, all at the same number in flight. Times in milliseconds."""

    answered: int
    failed: int
    rate: float
    p50: float
    p99: float
    sent: tuple[float, ...] = ()  # when each was, by this machine's clock that never goes back
    ended: float = 0.0


async def press(port: int, requests: list[bytes], flight: int, seconds: float = 3600, holds: bytes = b"") -> Load:
    """Send until the time is over or no request is left. An answer without `holds` in it is a failure."""
    times: list[float] = []
    sent: dict[int, float] = {}
    queue, begin = enumerate(requests), time.perf_counter()
    workers = [_work(port, queue, begin + seconds, holds, sent, times) for _ in range(flight)]
    failed = sum(await asyncio.gather(*workers))
    return figures(tuple(sent[number] for number in sorted(sent)), times, failed, time.perf_counter())


def figures(sent: tuple[float, ...], times: list[float], failed: int, ended: float) -> Load:
    """`times` in seconds."""
    if len(times) < 2:
        return Load(len(times), failed, 0, 0, 0, sent, ended)
    p99 = quantiles(times, n=100, method="inclusive")[98]
    return Load(len(times), failed, len(times) / (ended - sent[0]), median(times) * 1000, p99 * 1000, sent, ended)


async def _work(
    port: int, queue: Iterator[tuple[int, bytes]], end: float, holds: bytes, sent: dict[int, float], times: list[float]
) -> int:
    """One connection, one request at a time; how many failed."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    failed = 0
    while time.perf_counter() < end and (found := next(queue, None)):
        number, request = found
        sent[number] = time.perf_counter()
        writer.write(request)
        try:
            status, body = await asyncio.wait_for(_answer(reader), PATIENCE)
        except (OSError, EOFError, TimeoutError):
            return failed + 1
        if status in WELL and holds in body:
            times.append(time.perf_counter() - sent[number])
        else:
            failed += 1
    writer.close()
    return failed


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    head = await reader.readuntil(b"\r\n\r\n")
    length = LENGTH.search(head)
    return int(head.split(None, 2)[1]), await reader.readexactly(int(length[1]) if length else 0)
