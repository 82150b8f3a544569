"""`/heraut next`: something to share right now."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.content.offers import Offer, running, took
from handlers.content.ways import SUPPORT, open_to_all, ways_of
from handlers.core.interaction import Card, Interaction, Refused
from handlers.core.people import advocate, meet
from handlers.nudges.offer_card import card_of
from handlers.planning.handouts import Handouts, text_of
from handlers.planning.history import history
from handlers.planning.offering import Chooser
from handlers.planning.ranking import kept_reasons
from handlers.planning.wishes import wishes_of
from models import Nudge, Person
from models.engine import insert_new


def next_one(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Hand out the best content for the person, outside their pace. Refused if there is none."""
    person = advocate(meet(session, interaction.actor, now))
    offers = running(session, now, person.workspace)
    known = history(session, person.workspace, [person.person], now, offers)
    wishes = wishes_of(session, person.workspace, [person.person])
    ranked = Chooser(session, person.workspace, wishes, offers, now).of(person.person, known, asked=True)
    if not ranked:
        return _unanswered(session, person, offers)
    offer, reasons = ranked[0]
    key = {"workspace": person.workspace, "id": f"{person.person}.{offer.id}"}
    handouts = Handouts(session, person.workspace, [person], [offer], now)
    handed = handouts.hand(person, offer)
    text = text_of(handed, handouts.keep())
    its = {"person": person.person, "content": offer.id, "text": text, "planned_at": now}
    took(session, person.workspace, [offer])
    insert_new(session, Nudge, [{**key, **its, "because": kept_reasons(reasons), "asked": True, "round": 1}])
    return card_of(session, session.get_one(Nudge, tuple(key.values())))


def _unanswered(session: Session, person: Person, offers: Sequence[Offer]) -> Card:
    """The newest open nudge for a way they still take part in. Refused if there is none."""
    chosen = ways_of(session, person)
    ways = open_to_all({"way": frozenset(chosen)})["way"]
    open_ = select(Nudge).where(
        Nudge.workspace == person.workspace,
        Nudge.person == person.person,
        Nudge.answer.is_(None),
        Nudge.content.in_([offer.id for offer in offers if offer.way in ways]),
    )
    nudge = session.scalars(open_.order_by(Nudge.planned_at.desc()).limit(1)).one_or_none()
    if nudge is None and SUPPORT in chosen:
        raise Refused("There is nothing new for you just now. Ask again whenever you like.")
    if nudge is None:
        raise Refused("There is nothing new for you just now. You will hear when there is.")
    return card_of(session, nudge)
