"""Content begins on the day and at the time that a champion chooses; until then it can be moved, or taken off."""

from datetime import date, datetime, timedelta
from datetime import time as clock_time
from typing import Annotated

from pydantic import BeforeValidator
from sqlalchemy.orm import Session

from handlers.calendar.localtime import at, local_date
from handlers.content.days import end_of, first_content_day, last_day, planned
from handlers.content.states import find, move
from handlers.core.audit import audit
from handlers.core.forms import Line, Submitted, check
from handlers.core.interaction import Card, Interaction, Invalid, Refused, Reply
from handlers.core.language import Words
from handlers.core.people import champion, meet, words_of
from handlers.dates.asker import Asker
from handlers.dates.question import Question
from handlers.publishing.lifecycle import go_live, published_card
from handlers.schedule import cards
from models import Content, Person

DAY = timedelta(days=1)


class Planned(Submitted):
    """The submitted form. Without a time it begins with the day."""

    day: Line
    time: Annotated[clock_time | None, BeforeValidator(lambda value: value or None)] = None


def schedule(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """Ask for the day and the time; then publish a draft for that moment, or move what is planned."""
    person = champion(meet(session, interaction.actor, now))
    content, words = find(session, person, interaction.target), words_of(person)
    if content.state != "draft" and not planned(content, now):
        raise Refused("Only what has not begun yet can be planned.")
    if "day" not in interaction.values:
        return cards.schedule_form(words, content, later=content.starts_at > now)
    _begin_at(content, person, *_chosen(words, person, check(Planned, interaction, words), now))
    if content.state == "draft":
        go_live(session, person, content, now)
    else:
        audit(session, person, "edited", content.id, now, "dates")
    return published_card(session, person, content, now)


def publish_now(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Planned content begins at once."""
    person, content = _planned(session, interaction, now)
    its = {"starts_at": now, "first_day": local_date(now, content.zone), "first_time": None}
    move(session, content, "running", "running", **its)
    audit(session, person, "published", content.id, now)
    return published_card(session, person, content, now)


def not_yet(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Planned content is a draft again. Its day is kept."""
    person, content = _planned(session, interaction, now)
    move(session, content, "running", "draft")
    audit(session, person, "unplanned", content.id, now)
    return cards.not_yet_card(words_of(person), content)


def _planned(session: Session, interaction: Interaction, now: datetime) -> tuple[Person, Content]:
    """The champion, and the content that has not begun. Refused otherwise."""
    person = champion(meet(session, interaction.actor, now))
    content = find(session, person, interaction.target)
    if not planned(content, now):
        raise Refused("It has begun already, or is not planned any more. See: /heraut content")
    return person, content


def _chosen(words: Words, person: Person, form: Planned, now: datetime) -> tuple[date, int | None]:
    """The day and the minutes past its midnight, on the person's clock. Raises `Invalid` for what is over."""
    from handlers.dates.reader import names_time, read_day

    today = local_date(now, person.timezone)
    asker = Asker(today, person.country)
    if names_time(form.day, asker):
        raise Invalid({"day": words.t("Please write the day here, and the time below.")})
    day = read_day(form.day, asker)
    if isinstance(day, Question):
        raise Invalid({"day": day.told(words)})
    minutes = None if form.time is None else form.time.hour * 60 + form.time.minute
    if minutes is None and day == today:
        raise Invalid({"time": words.t("Today has begun. Give a time, or publish it now.")})
    if at(day, minutes or 0, person.timezone) <= now:
        raise Invalid({"time": words.t("This is over already.")})
    return day, minutes


def _begin_at(content: Content, person: Person, day: date, minutes: int | None) -> None:
    """Its days become those of the person who plans it. A last day that would be over moves along."""
    last, long = last_day(content), (last_day(content) or day) - first_content_day(content)
    content.zone, content.first_day, content.first_time = person.timezone, day, minutes
    content.starts_at = at(day, minutes or 0, content.zone)
    if last is not None:
        content.last_day = last if last >= day else day + max(long, DAY)
        content.ends_at = end_of(content.last_day, content.zone)
