"""The one line of the guide that fits what somebody is about to post."""

from collections.abc import Mapping, Sequence
from zlib import crc32

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from handlers.core.language import language_of
from models import Content, ContentTag, GuideCard, Person
from models.prepared import Query

LINES = Query(
    select(GuideCard.card, GuideCard.language, GuideCard.networks, GuideCard.topics, GuideCard.line)
    .where(GuideCard.workspace == bindparam("workspace"), GuideCard.live, ~GuideCard.gone, GuideCard.line != "")
    .order_by(GuideCard.card)
)
Line = tuple[str, str, str, str, str]  # card, language, networks, topics, line


def lines_for(
    session: Session, person: Person, content: Content, networks: Sequence[str], seed: str
) -> Mapping[str, str]:
    """A line for each network that has one. `seed`: what the choice among equals follows from, so that it stays."""
    language = language_of(person.locale)
    rows = LINES.all(session, workspace=person.workspace)
    found = [row for row in rows if row[1] == language]
    if not found:
        return {}
    topics = _topics(session, content) if any(row[3] for row in found) else frozenset()
    chosen = {network: _line(found, network, topics, seed) for network in networks}
    return {network: line for network, line in chosen.items() if line}


def _line(rows: Sequence[Line], network: str, topics: frozenset[str], seed: str) -> str:
    """One of those that fit best: about the network before about the topic, and that before about everything."""
    ranked = [(_fits(row, network, topics), row[4]) for row in rows]
    best = max((fit for fit, _ in ranked), default=0)
    equal = [line for fit, line in ranked if fit == best]
    return equal[crc32(seed.encode()) % len(equal)] if best else ""


def _fits(row: Line, network: str, topics: frozenset[str]) -> int:
    """0 if it is about other networks or topics."""
    _, _, networks, about, _ = row
    if (networks and network not in networks.split(",")) or (about and not topics & {*about.split(",")}):
        return 0
    return 1 + bool(about) + 2 * bool(networks)


def _topics(session: Session, content: Content) -> frozenset[str]:
    its = (ContentTag.workspace == content.workspace, ContentTag.content == content.id, ContentTag.kind == "topic")
    return frozenset(session.scalars(select(ContentTag.value).where(*its)))
