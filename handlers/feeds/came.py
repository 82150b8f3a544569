"""What a reading of a feed brought."""

from typing import NamedTuple

from handlers.feeds.formats.found import Feed, Listed, NoFeed
from handlers.registry.fetched import Fetched


class FeedReading(NamedTuple):
    """What a reading brought. `read` is None if the feed is as it was, or could not be fetched."""

    fetched: Fetched
    read: Feed | NoFeed | None = None
    digest: str = ""
    listed: tuple[Listed, ...] = ()  # the feeds of a list of feeds
