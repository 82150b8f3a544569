"""What the doctor says about feeds: which cannot be read."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from bot.finding import Finding
from handlers.core.work import Ask
from handlers.feeds.checkup import dead_feeds


def feed_findings(ask: Ask, now: datetime) -> Iterator[Finding]:
    """A warning for each."""
    for feed in ask(partial(dead_feeds, now=now)):
        what = f"The feed {feed.address} cannot be read since {feed.since:%Y-%m-%d}. {feed.why}"
        yield Finding(ok=True, what=what, fix="A champion can remove it, or read it again: /heraut feeds")
