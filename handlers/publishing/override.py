"""Publishing above all attention budgets in an emergency: one champion asks, with a reason, and another confirms."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from handlers.approval.requests import end_request
from handlers.calendar.localtime import at, local_date
from handlers.content.states import find, move
from handlers.core.audit import audit
from handlers.core.forms import Filled, Submitted, check
from handlers.core.interaction import Card, Interaction, Refused, Reply
from handlers.core.people import champion, champions_of, meet, words_of
from handlers.forecast.today import foretold
from handlers.outbox.kinds import OVERRIDE
from handlers.outbox.pause import is_paused
from handlers.outbox.queue import refresh, tell
from handlers.publishing import override_cards as cards
from handlers.publishing.lifecycle import check_complete
from models import Content, Message, Person, Workspace

COUNTED = timedelta(days=90)
OPEN = timedelta(days=2)  # for confirming; after that the champion asks again
MOST_A_MONTH = 2  # in a workspace, by the calendar of its time zone


class Urgency(Submitted):
    """The submitted form with the reason, which every champion and manager reads."""

    reason: Filled


def override(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """Ask for the reason and show the cost; then ask the other champions to confirm."""
    person = champion(meet(session, interaction.actor, now))
    content, words = find(session, person, interaction.target), words_of(person)
    others = champions_of(session, person, now)
    _check(session, person, content, now)
    if not others:
        raise Refused("Another champion has to confirm this, and there is none. Ask somebody: /heraut champion @anna")
    if asked_at(content, now) is not None:
        raise Refused("The other champions have been asked already. One of them has to confirm it.")
    if "reason" not in interaction.values:
        return cards.override_form(words, content.id, content.title, foretold(session, content, now, person.timezone))
    form = check(Urgency, interaction, words)
    content.urgent_asked_at, content.urgent_asked_by, content.reason = now, person.person, form.reason
    audit(session, person, "override_asked", content.id, now)
    for other in others:
        tell(session, other, OVERRIDE.key(content.id, other.person, f"{now:%Y%m%d%H%M%S}"), content.id, now)
    return cards.asked_card(words, content.id, content.title)


def confirm_override(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Publish what a colleague asked for, and check all advocates again at once."""
    person, content, asker = _request(session, interaction, now)
    _check(session, person, content, now)
    its = {"urgent_at": now, "urgent_by": asker.person, "urgent_asked_at": None, "urgent_asked_by": ""}
    move(session, content, "draft", "running", **its)
    audit(session, person, "override_confirmed", content.id, now)
    end_request(session, content, "unneeded", now, person.person)
    _make_due(session, person.workspace, now)
    return _answered(session, person, content, asker, now)


def decline_override(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Do not confirm it: the content stays a draft, and who asked hears so."""
    person, content, asker = _request(session, interaction, now)
    content.urgent_asked_at = None
    audit(session, person, "override_declined", content.id, now)
    return _answered(session, person, content, asker, now)


def asked_at(content: Content, now: datetime) -> datetime | None:
    """Since when another champion is asked to confirm; None if nobody is."""
    asked = content.urgent_asked_at if content.state == "draft" else None
    return asked if asked is not None and asked + OPEN > now else None


def write_override(session: Session, message: Message, now: datetime) -> Card | None:
    """The request to another champion, or what became of it; the outcome for the champion that asked."""
    reader = session.get_one(Person, (message.workspace, message.person))
    content = session.get_one(Content, (message.workspace, message.subject))
    asked, asks = asked_at(content, now) is not None, reader.person == (content.urgent_asked_by or content.urgent_by)
    if not reader.on_duty or (message.ref is None and asked == asks):
        return None
    return _card(session, reader, content, now)


def overrides(session: Session, workspace: str, now: datetime) -> Sequence[tuple[str, int]]:
    """Overrides in the last 90 days, as (champion's name, number): an official act, shown by name to peers."""
    times = func.count()
    rows = (
        select(Person.name, times)
        .join(Content, (Content.workspace == Person.workspace) & (Content.urgent_by == Person.person))
        .where(Person.workspace == workspace, Content.urgent_at > now - COUNTED)
        .group_by(Person.person, Person.name)
        .order_by(times.desc(), Person.name)
    )
    return [(name, number) for name, number in session.execute(rows)]


def _check(session: Session, person: Person, content: Content, now: datetime) -> None:
    """Refused if this cannot go above all budgets now. The lock makes two confirmations count one after the other."""
    if is_paused(session, person.workspace):
        raise Refused("Everything is paused. Resume first: /heraut resume all")
    if content.state != "draft":
        raise Refused("Somebody else was first: this has been decided already.")
    check_complete(content)
    workspace = session.get_one(Workspace, person.workspace, with_for_update=True)
    first = at(local_date(now, workspace.timezone).replace(day=1), 0, workspace.timezone)
    its = (Content.workspace == person.workspace, Content.urgent_at >= first)
    if (session.scalar(select(func.count()).select_from(Content).where(*its)) or 0) >= MOST_A_MONTH:
        raise Refused("This was used {n} times this month. Mark it as important, and publish as usual.", n=MOST_A_MONTH)


def _request(session: Session, interaction: Interaction, now: datetime) -> tuple[Person, Content, Person]:
    """The champion, the content that waits for a second one, and who asked. Refused if it does not wait for them."""
    person = champion(meet(session, interaction.actor, now))
    content = find(session, person, interaction.target)
    if content.state != "draft":
        raise Refused("Somebody else was first: this has been decided already.")
    asker = session.get(Person, (content.workspace, content.urgent_asked_by))
    if asked_at(content, now) is None or asker is None:
        raise Refused("Nobody asks for this any more.")
    if content.urgent_asked_by == person.person:
        raise Refused("You asked for this yourself: another champion has to confirm it.")
    return person, content, asker


def _answered(session: Session, person: Person, content: Content, asker: Person, now: datetime) -> Card:
    """Tell who asked, and show all cards about it again."""
    session.flush()
    tell(session, asker, OVERRIDE.key(content.id, asker.person, f"{now:%Y%m%d%H%M%S}"), content.id, now)
    refresh(session, content.workspace, OVERRIDE, [content.id], now)
    return _card(session, person, content, now)


def _card(session: Session, reader: Person, content: Content, now: datetime) -> Card:
    words = words_of(reader)
    by = session.get(Person, (content.workspace, content.urgent_asked_by or content.urgent_by))
    name = by.name if by else ""
    if asked_at(content, now) is not None:
        return cards.request_card(words, content.id, content.title, name, content.reason, MOST_A_MONTH)
    if content.urgent_at is None and reader.person == content.urgent_asked_by and content.state == "draft":
        return cards.not_confirmed_card(words, content.id, content.title)
    if content.urgent_at is None:
        return cards.not_published_card(words, content.title)
    return cards.told(words, content.id, content.title, name, content.reason, content.state == "running")


def _make_due(session: Session, workspace: str, now: datetime) -> None:
    """Make everybody due who takes part, is not on a break, and did not switch this off. The planner decides."""
    awake = or_(Person.paused_until.is_(None), Person.paused_until <= now)
    its = (Person.workspace == workspace, Person.joined_at.is_not(None), Person.left_at.is_(None), Person.urgent)
    moved = update(Person).where(*its, awake, Person.next_at > now).values(next_at=now)
    session.execute(moved, execution_options={"synchronize_session": "fetch"})
