"""`/heraut next`: something to share right now."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.content.days import over
from handlers.content.offers import Offer, running, took
from handlers.content.ways import SUPPORT, open_to_all, ways_of
from handlers.core.interaction import Card, Interaction, Refused, Text
from handlers.core.people import advocate, meet, words_of
from handlers.nudges.offer_card import card_of
from handlers.planning.handouts import Handouts, text_of
from handlers.planning.history import history
from handlers.planning.offering import Chooser
from handlers.planning.ranking import Reason, kept_reasons
from handlers.planning.wishes import wishes_of
from models import Nudge, Person
from models.engine import insert_new


def next_one(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Hand out the best content for the person, outside their pace; then the open ones again, one after the other.

    Refused if there is none.
    """
    person = advocate(meet(session, interaction.actor, now))
    offers = [one for one in running(session, now, person.workspace) if not over(one, now, person.timezone)]
    known = history(session, person.workspace, [person.person], now, offers)
    wishes = wishes_of(session, person.workspace, [person.person])
    chooser = Chooser(session, person.workspace, wishes, offers, now)
    ranked = chooser.of(person.person, person.timezone, known, asked=True)
    if not ranked:
        return _open_again(session, person, offers, now)
    offer, reasons = ranked[0]
    person.browsed = offer.id
    return card_of(session, hand(session, person, offer, reasons, now), now)


def hand(session: Session, person: Person, offer: Offer, reasons: tuple[Reason, ...], now: datetime) -> Nudge:
    """Hand out this content because the person asked for it."""
    key = {"workspace": person.workspace, "id": f"{person.person}.{offer.id}"}
    handouts = Handouts(session, person.workspace, [person], [offer], now)
    handed = handouts.hand(person, offer)
    text = text_of(handed, handouts.keep())
    its = {"person": person.person, "content": offer.id, "text": text, "planned_at": now}
    took(session, person.workspace, [offer])
    insert_new(session, Nudge, [{**key, **its, "because": kept_reasons(reasons), "asked": True, "round": 1}])
    return session.get_one(Nudge, tuple(key.values()))


def taken(session: Session, person: Person, offer: Offer, now: datetime) -> Card:
    """The card of content that the person chose from a list, handed out unless they have it."""
    found = session.get(Nudge, (person.workspace, f"{person.person}.{offer.id}"))
    return card_of(session, found or hand(session, person, offer, (), now), now)


def _open_again(session: Session, person: Person, offers: Sequence[Offer], now: datetime) -> Card:
    """The open nudge after the one that was shown last, the newest first. Refused if there is none.

    Only for ways in which they still take part.
    """
    chosen = ways_of(session, person)
    ways = open_to_all({"way": frozenset(chosen)})["way"]
    open_ = select(Nudge).where(
        Nudge.workspace == person.workspace,
        Nudge.person == person.person,
        Nudge.answer.is_(None),
        Nudge.content.in_([offer.id for offer in offers if offer.way in ways]),
    )
    nudges = session.scalars(open_.order_by(Nudge.planned_at.desc(), Nudge.id)).all()
    if not nudges and SUPPORT in chosen:
        raise Refused("There is nothing new for you just now. Ask again whenever you like.")
    if not nudges:
        raise Refused("There is nothing new for you just now. You will hear when there is.")
    contents = [nudge.content for nudge in nudges]
    after = contents.index(person.browsed) + 1 if person.browsed in contents else 0
    following = nudges[after % len(nudges)]
    person.browsed = following.content
    return _counted(session, following, len(nudges), now)


def _counted(session: Session, nudge: Nudge, many: int, now: datetime) -> Card:
    """The card, with a word on how many are open, so that nobody waits for something new."""
    card, words = card_of(session, nudge, now), words_of(session.get_one(Person, (nudge.workspace, nudge.person)))
    said = words.tn("This is all that you have open.", "You have {n} of these open. Ask again for the next.", many)
    return card.model_copy(update={"parts": (*card.parts[:-1], Text(text=said, style="quiet"), *card.parts[-1:])})
