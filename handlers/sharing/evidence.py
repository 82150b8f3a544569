"""How we know of a share: only ever better, and what follows from that."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy.orm import Session
from yarl import URL

from handlers.links.events import Followed, Led
from handlers.recognition import points
from handlers.results import totals
from handlers.results.totals import Key, Where
from models import Share
from models.link import ClickKind
from models.share import LEVELS, Evidence

SOON = timedelta(minutes=1)
POSTS = {  # of networks that let anybody look, without a login
    "bluesky": re.compile(r"/profile/(?P<who>[^/]+)/post/(?P<id>[a-z0-9]+)/?"),
    "mastodon": re.compile(r"/(@[^/]+|users/[^/]+/statuses)/(?P<id>[0-9]+)/?"),
}
FETCHERS = {"threads": "facebook"}  # whose fetcher looks at links for a network, where it is not its own


def addressed(share: Share, address: str, now: datetime) -> None:
    """The post's address was given. Where anybody may look, it is looked at soon."""
    share.address = address
    better(share, "address")
    pattern = POSTS.get(share.network)
    if pattern and pattern.fullmatch(URL(address).raw_path):
        share.look_at, share.looks = now + SOON, 0


def better(share: Share, level: Evidence) -> bool:
    """Write down that it is known by `level`; whether nothing better was known."""
    if LEVELS.index(level) <= LEVELS.index(share.evidence):
        return False
    share.evidence = level
    return True


def raised(session: Session, workspace: str, share_id: str, level: Evidence, now: datetime) -> None:
    """Nobody is at the other end: what it gives is in the books, and a badge is told."""
    _raise(session, {(workspace, share_id): level}, {}, now)


def _raise(session: Session, levels: Mapping[Key, Evidence], clicks: Mapping[Where, int], now: datetime) -> None:
    """In one order, so that no two wait for each other."""
    with totals.counted(session, now, *totals.nudges_of(session, levels), clicks=clicks):
        for key, level in sorted(levels.items()):
            share = session.get_one(Share, key)
            if better(share, level) and share.state == "posted":
                session.flush()
                points.evidence_found(session, share, now)


def seen(session: Session, event: Followed, now: datetime) -> None:
    """Raise the evidence of shares whose links were followed, and add people's clicks to the totals."""
    levels: defaultdict[tuple[str, str], Evidence] = defaultdict(lambda: LEVELS[0])
    clicks: Counter[Where] = Counter()
    for link, kind, source, times in event.judged:
        if kind == "person":
            clicks[link.workspace, link.content, link.team, link.network] += times
        level = _level(link, kind, source)
        if link.share and LEVELS.index(level) > LEVELS.index(link.evidence):
            best = max(levels[link.workspace, link.share], level, key=LEVELS.index)
            levels[link.workspace, link.share] = best
    if levels or clicks:
        _raise(session, levels, clicks, now)


def _level(link: Led, kind: ClickKind, source: str) -> Evidence:
    """The network's own fetcher has seen this very link, or a person who is not its author; of who has agreed."""
    if not link.hers:
        return LEVELS[0]
    if kind == "preview" and source == FETCHERS.get(link.network, link.network):
        return "previewed"
    return "clicked" if kind == "person" else LEVELS[0]
