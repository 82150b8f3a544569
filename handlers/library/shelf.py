"""What a person could share now: everything that runs, what fits them first."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from handlers.content.days import over
from handlers.content.offers import Offer, running
from handlers.core.anonymity import fewest_of
from handlers.core.interaction import Refused
from handlers.planning.history import History
from handlers.planning.offering import Chooser
from handlers.planning.wishes import wishes_of
from models import Content, Nudge, Person, Released


class Library(NamedTuple):
    """Offers that a person has not answered, the best for them first; and how many of them suit their wishes."""

    offers: Sequence[Offer]
    fitting: int


def library_of(session: Session, person: Person, now: datetime) -> Library:
    """What they wrote themselves, what they answered, and what is for other teams, countries or roles is left out."""
    its = (Nudge.workspace == person.workspace, Nudge.person == person.person, Nudge.answer.is_not(None))
    answered = {*session.scalars(select(Nudge.content).where(*its))}
    wishes = wishes_of(session, person.workspace, [person.person])
    live = [one for one in running(session, now, person.workspace) if not over(one, now, person.timezone)]
    live = [one for one in live if one.meant_for(wishes[person.person])]
    offers = [one for one in live if one.author != person.person and one.id not in answered]
    chooser = Chooser(session, person.workspace, wishes, offers, now)
    own = chooser.of(person.person, person.timezone, History([person.person]), asked=True)
    fitting = [ranked.offer for ranked in own]
    known = {one.id for one in fitting}
    return Library([*fitting, *(one for one in offers if one.id not in known)], len(fitting))


def contents_of(session: Session, workspace: str, offers: Sequence[Offer]) -> Sequence[Content]:
    """The content of these offers, in their order."""
    ids = [one.id for one in offers]
    rows = session.scalars(select(Content).where(Content.workspace == workspace, Content.id.in_(ids)))
    found = {row.id: row for row in rows}
    return [found[one] for one in ids]


def shared_by(session: Session, workspace: str) -> Mapping[str, int]:
    """How many people shared each piece of content, where it may be told: from the frozen figures alone."""
    its = (Released.workspace == workspace, Released.part == "all")
    told = session.execute(select(Released.content, func.sum(Released.shared)).where(*its).group_by(Released.content))
    k = fewest_of(session, workspace)
    return {content: int(people) for content, people in told if people and people >= k}


def offer_in(library: Library, content: str) -> Offer:
    """The offer with this id. Refused if it is not there to take."""
    for one in library.offers:
        if one.id == content:
            return one
    raise Refused("This is no longer offered: it was stopped or has ended. Nothing was shared.")
