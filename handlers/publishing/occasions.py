"""What a suggestion is for: a day of the calendar, or a topic or language that runs dry."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple, Protocol

from sqlalchemy.orm import Session

from handlers.attachments.attachments import with_file
from handlers.calendar.localtime import at, local_date
from handlers.content.already import already
from handlers.content.choices import LANGUAGE_OPTIONS
from handlers.core.interaction import Card, Form, Input, Page
from handlers.core.language import Words
from handlers.core.people import words_of
from handlers.core.targets import BAR
from handlers.members.credits import with_credit
from handlers.publishing import cards
from handlers.publishing.forms import suggestion_form
from models import Content, ContentTag, Person, Topic
from models.content import TagKind


class Occasion(Protocol):
    """The day, the topic and the language that a suggestion is for; empty where it is for none."""

    @property
    def day(self) -> date | None: ...
    @property
    def topic(self) -> str: ...
    @property
    def language(self) -> str: ...


class AskedOccasion(NamedTuple):
    """As a button asks for it."""

    day: date | None = None
    topic: str = ""
    language: str = ""


def read_occasion(target: str) -> AskedOccasion:
    """What a button carries: 2026-12-25, topic|Owls or language|nl; nothing for anything else."""
    kind, bar, value = target.partition(BAR)
    if bar:
        return AskedOccasion(topic=value if kind == "topic" else "", language=value if kind == "language" else "")
    try:
        return AskedOccasion(day=date.fromisoformat(target))
    except ValueError:
        return AskedOccasion()


NONE = AskedOccasion()


def asked_besides(session: Session, person: Person, form: Form, occasion: Occasion = NONE) -> Form:
    """The form of a suggestion with all that is asked besides: a file, a name, and what it is for, filled in."""
    asked = with_credit(session, person, with_file(session, person, form))
    return asked.model_copy(update={"inputs": (*asked.inputs, *_inputs(words_of(person), occasion))})


def asked_to_suggest(session: Session, person: Person, page: Page | None, url: str, now: datetime) -> Card | Form:
    """The form for a suggestion, filled with what the page says; or what became of the page, if it was here before."""
    known = already(session, person, url, now)
    if known is None:
        return asked_besides(session, person, suggestion_form(words_of(person), page))
    told = cards.told_already(person, known, page or Page(url=url))
    return asked_besides(session, person, told) if isinstance(told, Form) else told


def _inputs(words: Words, occasion: Occasion) -> Sequence[Input]:
    t, found = words.t, []
    if occasion.day:
        found.append(Input(name="day", label=t("For which day?"), kind="date", value=occasion.day.isoformat()))
    if occasion.topic:
        found.append(Input(name="topic", label=t("About which topic?"), value=occasion.topic, longest=80))
    if occasion.language:
        label = t("For readers of")
        found.append(
            Input(name="language", label=label, kind="choice", options=LANGUAGE_OPTIONS, value=occasion.language)
        )
    return found


def keep_occasion(session: Session, person: Person, content: Content, occasion: Occasion, now: datetime) -> None:
    """Keep it with the suggestion: *Approve* opens the editor with it. A day that is over, or no topic, is none."""
    if occasion.day and occasion.day > local_date(now, person.timezone):
        content.first_day, content.starts_at = occasion.day, at(occasion.day, 0, person.timezone)
    known = session.get(Topic, (person.workspace, occasion.topic)) if occasion.topic else None
    if known:
        _tag(session, content, "topic", known.name)
    if occasion.language in {option.value for option in LANGUAGE_OPTIONS}:
        _tag(session, content, "language", occasion.language)


def _tag(session: Session, content: Content, kind: TagKind, value: str) -> None:
    session.add(ContentTag(workspace=content.workspace, content=content.id, kind=kind, value=value))


def occasion_lines(words: Words, content: Content) -> tuple[str, ...]:
    """For the champion who decides."""
    if content.state != "proposed" or content.first_day is None:
        return ()
    return (words.t("For {day}.", day=words.full_day(content.first_day)),)
