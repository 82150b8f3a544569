"""Taking a break until a chosen day, and coming back from it at any time."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from handlers.advocates import cards
from handlers.advocates.way_changes import check_at
from handlers.calendar.localtime import at, local_date
from handlers.core.commands import argument
from handlers.core.dates import parse_day
from handlers.core.forms import Line, Submitted, check
from handlers.core.interaction import Card, Interaction, Invalid, Refused, Reply
from handlers.core.people import meet, words_of
from handlers.outbox.queue import cancel_on_break, reconsider
from handlers.planning.moments import acted
from models import Person


class Until(Submitted):
    """The submitted pause form."""

    until: Line


def pause(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """`/heraut pause until 2 January`, or a form that asks until when."""
    person = meet(session, interaction.actor, now)
    words = words_of(person)
    typed = argument(interaction)
    if not typed and "until" not in interaction.values:
        return cards.pause_form(words, local_date(now, person.timezone) + timedelta(days=14))
    until = typed or check(Until, interaction, words).until
    day = parse_day(until, local_date(now, person.timezone), words.language)
    if day is None:
        if typed:
            raise Refused("“{until}” is not a day in the future. Try: /heraut pause until 2 January", until=until[:60])
        raise Invalid({"until": words.t("This is not a date.")})
    _rest(session, person, day, now)
    return cards.break_card(words, day)


def _rest(session: Session, person: Person, until: date, now: datetime) -> None:
    """Start the break, and withdraw waiting messages."""
    person.paused_until = at(until, 0, person.timezone)
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
