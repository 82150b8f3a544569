"""Taking a break until a chosen day, and coming back from it at any time."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from handlers.advocates import cards
from handlers.advocates.way_changes import check_at
from handlers.calendar.localtime import at, local_date
from handlers.calendar.workdays import as_kept
from handlers.core.commands import argument
from handlers.core.forms import Line, Submitted, check
from handlers.core.interaction import Card, Interaction, Invalid, Refused, Reply
from handlers.core.people import meet, words_of
from handlers.dates.asker import Asker
from handlers.dates.periods import Pause
from handlers.dates.question import Question
from handlers.outbox.queue import cancel_on_break, reconsider
from handlers.planning.moments import acted
from models import Person, Preference


class Until(Submitted):
    """The submitted pause form."""

    until: Line


def pause(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """`/heraut pause until 2 January`, or a form that asks until when. What begins later becomes days off."""
    from handlers.dates.reader import read_pause

    person = meet(session, interaction.actor, now)
    words = words_of(person)
    typed, today = argument(interaction), local_date(now, person.timezone)
    if not typed and "until" not in interaction.values:
        return cards.pause_form(words, today + timedelta(days=14))
    read = read_pause(typed or check(Until, interaction, words).until, Asker(today, person.country))
    if isinstance(read, Question):
        raise Refused(read.sentence, **read.places(words)) if typed else Invalid({"until": read.told(words)})
    if read.first > today:
        _take_off(session, person, read)
        return cards.days_off_card(words, read, today)
    _rest(session, person, read, now)
    return cards.break_card(words, read, today)


def _take_off(session: Session, person: Person, pause: Pause) -> None:
    """Days off in the settings: until then, messages come as always."""
    kept = as_kept((pause.first, pause.last))
    session.merge(Preference(workspace=person.workspace, person=person.person, kind="off", value=kept))


def _rest(session: Session, person: Person, pause: Pause, now: datetime) -> None:
    """Start the break, and withdraw waiting messages."""
    person.paused_until = at(pause.again, 0, person.timezone)
    _check(session, person, person.paused_until, now)
    cancel_on_break(session, person)


def _check(session: Session, person: Person, moment: datetime, now: datetime) -> None:
    """Check an advocate then. Champions who have not joined get no nudges."""
    if person.joined:
        acted(session, person, now)
        check_at(session, person, moment)


def resume(session: Session, interaction: Interaction, now: datetime) -> Card:
    """End the break at once."""
    person = meet(session, interaction.actor, now)
    person.paused_until = None
    _check(session, person, now, now)
    reconsider(session, person, now)
    return cards.welcome_back_card(words_of(person))
