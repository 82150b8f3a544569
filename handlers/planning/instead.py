"""Turns that other features take in place of content."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.planning.budget import Told
from handlers.registry.feature import features_of


def told_instead(session: Session, workspace: str, people: Collection[str]) -> Mapping[str, Sequence[Told]]:
    """What else people were offered, for the budget; only those who may be offered something else have an entry."""
    found = defaultdict[str, list[Told]](list)
    for one in features_of(session.info).instead:
        for person, moments in one.told(session, workspace, people).items():
            found[person] += [Told(at, "instead") for at in moments]
    return found


def offer_instead(session: Session, workspace: str, turns: Mapping[str, datetime], now: datetime) -> set[str]:
    """Offer these people something else, if a feature has it. Returns who got it."""
    taken = set[str]()
    for one in features_of(session.info).instead:
        left = {person: at for person, at in turns.items() if person not in taken}
        taken |= {*one.offer(session, workspace, left, now)} if left else set()
    return taken
