"""Asks once more, right before a request is written: to get a connection may have taken long."""

import aiohttp

from handlers.core.interaction import Throttled
from handlers.outbox.send_guard import may_begin


def asking() -> aiohttp.TraceConfig:
    """For a session that says what waits its turn; `may_begin` raises through it, and nothing is written."""
    trace = aiohttp.TraceConfig()

    async def ask(*_: object) -> None:
        may_begin()

    trace.on_connection_reuseconn.append(ask)
    trace.on_connection_create_end.append(ask)
    trace.on_request_chunk_sent.append(ask)  # of a body, before it is; and small heads wait for theirs
    return trace


def unless_refused(error: Exception) -> None:
    """Raises what `may_begin` said right before the write: aiohttp tells it as the cause of a broken connection."""
    if isinstance(error.__cause__, Throttled):
        raise error.__cause__
