"""The load: so many presses in flight over connections that stay open, each timed."""

import asyncio
import re
import time
from collections.abc import Iterator
from statistics import median, quantiles
from typing import NamedTuple

LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)
OK = 200
PATIENCE = 10.0  # seconds: Slack itself has three


class Load(NamedTuple):
    """What came of some presses, all at the same number in flight. Times in milliseconds."""

    answered: int
    failed: int
    rate: float
    p50: float
    p99: float


async def press(port: int, requests: list[bytes], flight: int, seconds: float = 3600) -> Load:
    """Send until the time is over or no request is left."""
    times: list[float] = []
    queue, begin = iter(requests), time.perf_counter()
    workers = [_work(port, queue, begin + seconds, times) for _ in range(flight)]
    failed = sum(await asyncio.gather(*workers))
    took = time.perf_counter() - begin
    if len(times) < 2:
        return Load(len(times), failed, 0, 0, 0)
    p99 = quantiles(times, n=100, method="inclusive")[98]
    return Load(len(times), failed, len(times) / took, median(times) * 1000, p99 * 1000)


async def _work(port: int, queue: Iterator[bytes], end: float, times: list[float]) -> int:
    """One connection, one press at a time; how many failed."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    failed = 0
    while time.perf_counter() < end and (request := next(queue, None)):
        sent = time.perf_counter()
        writer.write(request)
        try:
            status = await asyncio.wait_for(_status(reader), PATIENCE)
        except (OSError, EOFError, TimeoutError):
            return failed + 1
        if status == OK:
            times.append(time.perf_counter() - sent)
        else:
            failed += 1
    writer.close()
    return failed


async def _status(reader: asyncio.StreamReader) -> int:
    head = await reader.readuntil(b"\r\n\r\n")
    length = LENGTH.search(head)
    await reader.readexactly(int(length[1]) if length else 0)
    return int(head.split(None, 2)[1])
