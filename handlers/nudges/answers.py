"""A person's answers to a nudge other than sharing: skip it, postpone it, or undo an answer."""

from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, delete, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from handlers.calendar.localtime import at, local, local_date, monday_of
from handlers.content.offers import offered
from handlers.core.interaction import Card, Interaction, Refused
from handlers.core.people import advocate, meet, words_of
from handlers.core.targets import read_tap
from handlers.nudges import cards
from handlers.nudges.events import SkipExplained, Undone
from handlers.nudges.messages import key_of, show_again
from handlers.nudges.offer_card import card_of
from handlers.nudges.targets import When, read_later
from handlers.outbox.queue import UNSENT, tell
from handlers.planning.moments import acted
from handlers.registry.events import happened
from models import Content, Message, Nudge, Person, Share
from models.nudge import NudgeAnswer
from models.prepared import Change, Query, get_one

UNDO = timedelta(minutes=10)
SETTLE = Change(
    update(Nudge)
    .where(Nudge.workspace == bindparam("its_workspace"), Nudge.id == bindparam("its_id"), Nudge.answer.is_(None))
    .values({name: bindparam(name) for name in ("answer", "answered_at", "later_until", "round")})
)

OWN = Query(  # the nudge and its content in one query
    select(Nudge, Content)
    .join(Content, and_(Content.workspace == Nudge.workspace, Content.id == Nudge.content))
    .where(Nudge.workspace == bindparam("workspace"), Nudge.id == bindparam("id"))
)


def own_nudge(session: Session, interaction: Interaction, now: datetime) -> tuple[Person, Nudge, Content]:
    """The person, nudge and content behind a pressed card. Refused if it is unknown, or was sent to somebody else."""
    person = meet(session, interaction.actor, now)
    found = OWN.first(session, workspace=person.workspace, id=interaction.target)
    if found is None:
        raise Refused("This card has expired. See what is new: /heraut next")
    nudge, content = found
    if nudge.person != person.person:
        raise Refused("This card belongs to somebody else.")
    advocate(person)
    return person, nudge, content


def settle_nudge(
    session: Session, nudge: Nudge, answer: NudgeAnswer, now: datetime, until: datetime | None = None
) -> None:
    """Record the answer to an open nudge; the first of two presses wins. With `until` it comes back in a new round."""
    its = {"its_workspace": nudge.workspace, "its_id": nudge.id}
    values = {"answer": answer, "answered_at": now, "later_until": until, "round": nudge.round + (until is not None)}
    if SETTLE.run(session, {**its, **values}) != 1:
        raise Refused("You already answered this one.")
    for name, value in values.items():
        set_committed_value(nudge, name, value)
    acted(session, get_one(session, Person, nudge.workspace, nudge.person), now)
    show_again(session, nudge, now)


def still_offered(content: Content, now: datetime, zone: str) -> None:
    """Refused if the content was stopped or has ended."""
    if not offered(content, now, zone):
        raise Refused("This is no longer offered: it was stopped or has ended. Nothing was shared.")


def skip(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Skip the nudge. The card then offers the reasons, one tap each."""
    person, nudge, content = own_nudge(session, interaction, now)
    settle_nudge(session, nudge, "skip", now)
    return cards.skipped_card(words_of(person), nudge.id, content.title, tuple(cards.REASONS))


def reason(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Record why it was skipped."""
    tap = read_tap(interaction.target, cards.REASONS)
    person, nudge, content = own_nudge(session, interaction.model_copy(update={"target": tap.about}), now)
    if nudge.answer != "skip":
        raise Refused("You already answered this one.")
    nudge.reason = tap.word
    acted(session, person, now)
    happened(session, SkipExplained(nudge, content), now)
    return cards.skipped_card(words_of(person), nudge.id, content.title, ())


def later(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Ask when the nudge should come back; with a time in the target, postpone it until then."""
    tap = read_later(interaction.target)
    if isinstance(tap, str):
        person, nudge, content = own_nudge(session, interaction, now)
        still_offered(content, now, person.timezone)
        if nudge.answer is not None:
            raise Refused("You already answered this one.")
        return cards.when_card(words_of(person), nudge.id, content.title)
    person, nudge, content = own_nudge(session, interaction.model_copy(update={"target": tap.about}), now)
    still_offered(content, now, person.timezone)
    until = _moment(tap.word, person, now)
    settle_nudge(session, nudge, "later", now, until)
    tell(session, person, key_of(nudge), nudge.id, now, until)
    return cards.postponed(words_of(person), nudge.id, content.title, until, person.timezone)


def _moment(when: When, person: Person, now: datetime) -> datetime:
    today = local_date(now, person.timezone)
    minutes = local(now, person.timezone).hour * 60 + local(now, person.timezone).minute
    match when:
        case "hour":
            return now + timedelta(hours=1)
        case "tomorrow":
            return at(
                today + timedelta(days=1), max(person.hours_from, min(minutes, person.hours_to - 1)), person.timezone
            )
        case "monday":
            return at(monday_of(today) + timedelta(days=7), person.hours_from, person.timezone)


def show(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Show the open nudge again."""
    person, nudge, content = own_nudge(session, interaction, now)
    still_offered(content, now, person.timezone)
    if nudge.answer is not None:
        raise Refused("You already answered this one.")
    return card_of(session, nudge, now).model_copy(update={"instead": True})


def undo(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Take back an answer, and everything that followed from it, within ten minutes."""
    person, nudge, content = own_nudge(session, interaction, now)
    if nudge.answer is None or nudge.answered_at is None:
        raise Refused("There is nothing to undo.")
    its = (Share.workspace == nudge.workspace, Share.nudge == nudge.id)
    shares = session.scalars(select(Share).where(*its, Share.state != "dropped")).all()
    if now - max([nudge.answered_at, *(s.posted_at for s in shares if s.posted_at)]) > UNDO:
        raise Refused("It is too late to undo this. Undo works for ten minutes.")
    happened(session, Undone(nudge, content, shares), now)
    if nudge.answer == "later":
        _cancel_return(session, nudge)
    nudge.answer = nudge.answered_at = nudge.reason = nudge.later_until = None
    acted(session, person, now)
    show_again(session, nudge, now)
    return card_of(session, nudge, now).model_copy(update={"instead": True})


def _cancel_return(session: Session, nudge: Nudge) -> None:
    """Delete the unsent message of a postponed nudge, and its round with it."""
    its = (Message.workspace == nudge.workspace, Message.key == key_of(nudge).text)
    session.execute(delete(Message).where(*its, Message.state.in_(UNSENT)))
    nudge.round -= 1
