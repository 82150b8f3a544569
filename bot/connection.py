"""A connection to a platform: asks once more right before it writes, and tells its errors as ours."""

from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp

from handlers.core.messenger import InDoubt, Throttled
from handlers.outbox.send_guard import may_begin

SHORT_WAIT = 5.0  # seconds, where the platform could not even be reached


def last_check() -> aiohttp.TraceConfig:
    """For a session whose requests may wait long for a connection: `may_begin` may raise before any write."""
    trace = aiohttp.TraceConfig()

    async def ask(*_: object) -> None:
        may_begin()

    trace.on_connection_reuseconn.append(ask)
    trace.on_connection_create_end.append(ask)
    trace.on_request_chunk_sent.append(ask)  # called before a chunk is sent; a small head waits for its first chunk
    return trace


@contextmanager
def our_errors(*unreadable: type[Exception]) -> Iterator[None]:
    """Raises Throttled (nobody there, so not taken) or InDoubt (perhaps taken); `unreadable` are doubts too."""
    doubtful: tuple[type[Exception], ...] = (aiohttp.ClientError, TimeoutError, OSError, *unreadable)
    try:
        yield
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError):
        raise Throttled(SHORT_WAIT) from None
    except doubtful as error:
        if isinstance(error.__cause__, Throttled):  # what `may_begin` said: aiohttp takes it for a broken connection
            raise error.__cause__ from None
        raise InDoubt(type(error).__name__) from None
