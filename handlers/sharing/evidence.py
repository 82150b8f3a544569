"""The evidence of a share. It only ever gets stronger, and stronger evidence can earn points."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session
from yarl import URL

from handlers.content.networks import NETWORKS, belongs
from handlers.core.interaction import Invalid
from handlers.core.language import Words
from handlers.core.people import words_of
from handlers.links.events import Followed, FollowedLink
from handlers.recognition import points
from handlers.results import totals
from handlers.results.totals import Key, Where
from models import Person, Share
from models.link import ClickKind
from models.prepared import Query
from models.share import LEVELS, Evidence

POSTED_ON = Query(
    select(Share.network).where(
        Share.workspace == bindparam("workspace"),
        Share.person == bindparam("person"),
        Share.content == bindparam("content"),
        Share.state == "posted",
    )
)
SOON = timedelta(minutes=1)
POSTS = {  # paths of posts on networks that need no login
    "bluesky": re.compile(r"/profile/(?P<who>[^/]+)/post/(?P<id>[a-z0-9]+)/?"),
    "mastodon": re.compile(r"/(@[^/]+|users/[^/]+/statuses)/(?P<id>[0-9]+)/?"),
}
FETCHERS = {"threads": "facebook"}  # networks whose links another network's fetcher previews


def addressed(share: Share, address: str, now: datetime) -> None:
    """Keep the address of the post. If it can be read without a login, it is checked soon."""
    share.address = address
    better(share, "address")
    pattern = POSTS.get(share.network)
    if pattern and pattern.fullmatch(URL(address).raw_path):
        share.verify_at, share.checks = now + SOON, 0


def better(share: Share, level: Evidence) -> bool:
    """Raise the evidence to `level`. False if it was already as strong."""
    if LEVELS.index(level) <= LEVELS.index(share.evidence):
        return False
    share.evidence = level
    return True


def raised(session: Session, workspace: str, share_id: str, level: Evidence, now: datetime) -> None:
    """Raise the evidence in the background. Points are stored, and a new badge is announced."""
    _raise(session, {(workspace, share_id): level}, {}, now)


def _raise(session: Session, levels: Mapping[Key, Evidence], clicks: Mapping[Where, int], now: datetime) -> None:
    """Raise evidence always in the same order, so that no two transactions wait for each other."""
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


def _level(link: FollowedLink, kind: ClickKind, source: str) -> Evidence:
    """What a visit proves: a preview by the network's fetcher, or a click by somebody else; nothing without consent."""
    if not link.agreed:
        return LEVELS[0]
    if kind == "preview" and source == FETCHERS.get(link.network, link.network):
        return "previewed"
    return "clicked" if kind == "person" else LEVELS[0]


def posted_on(session: Session, share: Share) -> frozenset[str]:
    """The networks on which the person already posted this content."""
    found = POSTED_ON.all(session, workspace=share.workspace, person=share.person, content=share.content)
    return frozenset(network for (network,) in found)


def check_place(session: Session, person: Person, share: Share, network: str, address: str) -> None:
    """Raises `Invalid` for a network or an address where this cannot have been posted."""
    words = words_of(person)
    if network not in NETWORKS:
        raise Invalid({"network": words.t("This cannot be used here.")})
    if network in posted_on(session, share):
        raise Invalid({"network": words.t("You already shared this here.")})
    check_address(words, network, address)


def check_address(words: Words, network: str, address: str) -> None:
    """Raises `Invalid` for the address of a post on another network. No address is fine."""
    if address and network != "copy" and not belongs(network, address):
        sentence = words.t("This is not the address of a post on {network}.", network=NETWORKS[network].label)
        raise Invalid({"address": sentence})
