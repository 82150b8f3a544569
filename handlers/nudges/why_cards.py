"""The card that answers *Why now?*."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from handlers.calendar.localtime import local_date
from handlers.core.buttons import button_row, clock
from handlers.core.interaction import Card, Text
from handlers.core.language import Words
from handlers.nudges.reason_phrases import chosen_by, phrases
from handlers.planning.ranking import read_reasons
from models import Content, Nudge, Person


class Explained(Protocol):
    """A nudge, the person it is for, and the content it offers."""

    @property
    def nudge(self) -> Nudge: ...
    @property
    def person(self) -> Person: ...
    @property
    def content(self) -> Content: ...


class Then(NamedTuple):
    """The budget when the nudge came: days between two, adapted and as wished, and when the previous one came."""

    gap: int
    usual: int
    before: datetime | None


def why_card(words: Words, what: Sequence[str], moment: Sequence[str]) -> Card:
    """Why this content, why at that moment, and how to change it."""
    t = words.t
    return Card(
        title=t("Why now?"),
        summary=t("Why this came, and why it came then."),
        parts=(
            *(Text(text=line) for line in what),
            Text(text=" ".join(moment)),
            button_row(("settings", t("Settings")), ("pause", t("Take a break")), ("leave", t("Leave"))),
        ),
    )


def what(words: Words, shown: Explained, author: str) -> str:
    """Every reason that was kept with the nudge, in one sentence."""
    nudge, content = shown.nudge, shown.content
    found = [*phrases(words, read_reasons(nudge.because), content)]
    reasons = "; ".join([*found, chosen_by(words, content, author)])
    return words.t("Why “{title}”: {reasons}.", title=content.title, reasons=reasons)


def moment(words: Words, nudge: Nudge, person: Person, then: Then) -> Sequence[str]:
    """Why it came when it did, in sentences."""
    t = words.t
    if nudge.asked:
        return (t("It came at once, because you asked for it. What you ask for does not count towards your pace."),)
    day = words.date(nudge.planned_at, person.timezone)
    start, end = clock(person.hours_from), clock(person.hours_to)
    return (
        t("It came on {day}, a working day, within your hours, {start} to {end}.", day=day, start=start, end=end),
        t("You get at most {n} a week.", n=words.number(person.weekly_most)),
        *_since(words, nudge, person, then),
        *((t("These came together and count as one, because none of them could wait."),) if nudge.digest else ()),
        *((t("You asked to have it back later."),) if nudge.round > 1 else ()),
    )


def _since(words: Words, nudge: Nudge, person: Person, then: Then) -> Iterator[str]:
    if then.before is None:
        yield words.t("It was the first one.")
        return
    yield words.t("The previous one came on {day}.", day=words.date(then.before, person.timezone))
    passed = local_date(nudge.planned_at, person.timezone) - local_date(then.before, person.timezone)
    if passed.days < then.gap:
        yield words.t("It is urgent, so it did not wait for its turn.")
    elif then.gap > then.usual:
        yield words.tn(
            "Because you left or skipped some, there is now one day between two; a share brings them closer again.",
            "Because you left or skipped some, there are now {n} days between two; a share brings them closer again.",
            then.gap,
        )
