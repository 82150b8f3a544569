"""The card in a nudge's message: the nudge when it is sent, later what became of it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import String, and_, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from handlers.calendar.localtime import local_date
from handlers.content.offers import offered
from handlers.core.interaction import Card, Interaction, Refused
from handlers.core.people import words_of
from handlers.nudges import cards
from handlers.nudges import offer_card as nudge_cards
from handlers.nudges.answers import own_nudge
from handlers.nudges.messages import key_of
from handlers.nudges.offer_card import Background, Shown, card_of
from handlers.outbox import pause_cards
from handlers.outbox.kinds import NUDGE
from handlers.outbox.pause import is_paused
from handlers.outbox.queue import refresh
from handlers.planning.moments import second_today
from handlers.registry.messages import Wait
from handlers.registry.ways import Way
from models import Content, Message, Nudge, Person, Share
from models.given import joined, packed
from models.prepared import Query, get_one

MEANT = joined("meant", workspace=String(), id=String())
NUDGES = Query(select(Nudge).join(MEANT, and_(Nudge.workspace == MEANT.c.workspace, Nudge.id == MEANT.c.id)))
CONTENTS = Query(select(Content).join(MEANT, and_(Content.workspace == MEANT.c.workspace, Content.id == MEANT.c.id)))


def write_nudges(session: Session, messages: Sequence[Message], now: datetime) -> list[Card | Wait | None]:
    """Write the nudges at delivery: only to people who are still joined, if the offer stands."""
    found = _shown(session, messages)
    known = nudge_cards.background(session, list(found.values()), now)
    about = [found[message.workspace, message.subject] for message in messages]
    return [_write(session, message, one, known, now) for message, one in zip(messages, about, strict=True)]


def _shown(session: Session, messages: Sequence[Message]) -> Mapping[tuple[str, str], Shown]:
    """The nudges by (workspace, id). The review has locked their people, so nobody else sends to them meanwhile."""
    wanted = packed((message.workspace, message.subject) for message in messages)
    nudges = [nudge for (nudge,) in NUDGES.all(session, meant=wanted)]
    its = packed({(nudge.workspace, nudge.content) for nudge in nudges})
    contents = {(one.workspace, one.id): one for (one,) in CONTENTS.all(session, meant=its)}
    return {
        (nudge.workspace, nudge.id): Shown(
            nudge, get_one(session, Person, nudge.workspace, nudge.person), contents[nudge.workspace, nudge.content]
        )
        for nudge in nudges
    }


def _write(session: Session, message: Message, shown: Shown, known: Background, now: datetime) -> Card | Wait | None:
    nudge, person, content = shown
    if message.ref is not None:
        return current_card(session, shown, known, now) if person.joined else None
    if not person.joined or not offered(content, now, person.timezone) or message.key != key_of(nudge).text:
        return None
    if nudge.answer not in (None, "later"):
        return None
    if nudge.round == 1 and (wait := second_today(person, message.key, now)):  # later ones come as they were asked for
        return wait
    if nudge.answer is not None:
        nudge.answer = nudge.answered_at = nudge.later_until = None
    note_sent(person, [nudge], message.key, now)
    return nudge_cards.offer_card(session, shown, known)


def note_sent(person: Person, nudges: Iterable[Nudge], key: str, now: datetime) -> None:
    """Record that the nudges go out now. They count from today, even if they were planned for an earlier day.

    The review stores what is noted of the people, all at once.
    """
    set_committed_value(person, "nudged_at", now)
    set_committed_value(person, "nudged_by", key)
    for nudge in nudges:
        if nudge.round == 1 and local_date(nudge.planned_at, person.timezone) < local_date(now, person.timezone):
            nudge.planned_at = now


def current_card(session: Session, shown: Shown, known: Background, now: datetime) -> Card | None:
    """The current card of a nudge that was sent; None leaves the message as it is. After a pause, the offer returns."""
    found = replacement_card(session, *shown, now)
    return nudge_cards.offer_card(session, shown, known) if found is None and shown.nudge.answer is None else found


def current(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Show the current state of a nudge, when somebody opens an old message."""
    person, nudge, content = own_nudge(session, interaction, now)
    found = replacement_card(session, nudge, person, content, now)
    if found is None and nudge.answer is not None:
        raise Refused("You already answered this one.")
    return (found or card_of(session, nudge, now)).model_copy(update={"instead": True})


def shared_elsewhere(session: Session, share: Share, now: datetime) -> None:
    """Show an answer from the share page in the chat too."""
    refresh(session, share.workspace, NUDGE, [share.nudge], now)


def replacement_card(session: Session, nudge: Nudge, person: Person, content: Content, now: datetime) -> Card | None:
    """The card that replaces the nudge; None if it stays as it is."""
    if nudge.answer is None:
        return _waits(session, nudge, person, content, now)
    found = (way.answered(session, nudge, person, content, now) for way in answered_in(session, nudge))
    return next((card for card in found if card), None)


def answered_in(session: Session, nudge: Nudge) -> Iterable[Way]:
    """The way that answered it. Otherwise all ways, since an old button can begin a share after another answer."""
    ways = nudge_cards.registered_ways(session)
    return [way for name, way in ways.items() if name == nudge.answer] or ways.values()


def _waits(session: Session, nudge: Nudge, person: Person, content: Content, now: datetime) -> Card | None:
    if nudge_cards.registered_ways(session)[content.way].own(session, content):
        return None
    if not offered(content, now, person.timezone):
        return cards.withdrawn(words_of(person), content.title)
    halted_ = is_paused(session, nudge.workspace)
    return pause_cards.instead(words_of(person), nudge.id, content.title) if halted_ else None
