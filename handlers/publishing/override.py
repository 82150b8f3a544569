"""Publishing above all attention budgets in an emergency: with a reason, visible to all champions, and counted."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from handlers.content.states import find, move
from handlers.core.forms import Filled, Submitted, check
from handlers.core.interaction import Card, Interaction, Refused, Reply
from handlers.core.people import champion, champions_of, meet, words_of
from handlers.forecast.reads import foresee
from handlers.outbox.kinds import OVERRIDE
from handlers.outbox.pause import is_paused
from handlers.outbox.queue import tell
from handlers.publishing import override_cards as cards
from handlers.publishing.lifecycle import check_complete
from models import Content, Message, Person

COUNTED = timedelta(days=90)


class Urgency(Submitted):
    """The submitted form with the reason, which every champion and manager reads."""

    reason: Filled


def override(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """Ask for the reason and show the cost; then publish, and check all advocates again at once."""
    person = champion(meet(session, interaction.actor, now))
    content, words = find(session, person, interaction.target), words_of(person)
    if is_paused(session, person.workspace):
        raise Refused("Everything is paused. Resume first: /heraut resume all")
    if content.state != "draft":
        raise Refused("Somebody else was first: this has been decided already.")
    check_complete(content)
    if "reason" not in interaction.values:
        return cards.override_form(words, content.id, content.title, foresee(session, content, now, person.timezone))
    form = check(Urgency, interaction, words)
    move(session, content, "draft", "running", urgent_at=now, urgent_by=person.person, reason=form.reason)
    _make_due(session, person.workspace, now)
    for other in champions_of(session, person, now):
        tell(session, other, OVERRIDE.key(content.id, other.person), content.id, now)
    return cards.published_above_budgets(words, content.id, content.title)


def write_override(session: Session, message: Message, now: datetime) -> Card | None:
    """Tell another champion or manager; None if they are not on duty."""
    reader = session.get_one(Person, (message.workspace, message.person))
    content = session.get_one(Content, (message.workspace, message.subject))
    if not reader.on_duty or content.urgent_at is None:
        return None
    by = session.get_one(Person, (message.workspace, content.urgent_by))
    return cards.told(words_of(reader), content.id, content.title, by.name, content.reason, content.state == "running")


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


def _make_due(session: Session, workspace: str, now: datetime) -> None:
    """Make everybody who takes part and is not on a break due. The planner decides who gets it, within their hours."""
    awake = or_(Person.paused_until.is_(None), Person.paused_until <= now)
    its = (Person.workspace == workspace, Person.joined_at.is_not(None), Person.left_at.is_(None))
    moved = update(Person).where(*its, awake, Person.next_at > now).values(next_at=now)
    session.execute(moved, execution_options={"synchronize_session": "fetch"})
