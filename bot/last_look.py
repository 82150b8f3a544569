"""Asks once more, right before a request is written: to get a connection may have taken long."""

import aiohttp

from handlers.last_look import may_begin


def asking() -> aiohttp.TraceConfig:
    """For a session that says what waits its turn; `may_begin` raises through it, and nothing is written."""
    trace = aiohttp.TraceConfig()

    async def ask(*_: object) -> None:
        may_begin()

    trace.on_connection_reuseconn.append(ask)
    trace.on_connection_create_end.append(ask)
    return trace
