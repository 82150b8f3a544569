"""Fetches a single feed, for the terminal."""

import asyncio
from collections.abc import Sequence

from bot.web.feed_fetch import FeedFetcher
from handlers.registry.fetched import Fetched


def fetch(url: str, allow: Sequence[str] = ()) -> Fetched:
    """The feed. `allow`: origins, as HOST:PORT, that are not public and may be read all the same."""
    pairs = (one.rpartition(":") for one in allow)
    return asyncio.run(_fetched(url, frozenset((host, int(port)) for host, _, port in pairs if port.isdigit())))


async def _fetched(url: str, allowed: frozenset[tuple[str, int]]) -> Fetched:
    fetcher = FeedFetcher(allowed)
    try:
        return await fetcher.fetch(url)
    finally:
        await fetcher.close()
