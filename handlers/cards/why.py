"""The answer to Why now?"""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from handlers.cards.common import clock, row
from handlers.cards.reasons import chosen, phrases
from handlers.interaction import Card, Text
from handlers.language import Words
from handlers.ranking import read_reasons
from models import Content, Nudge, Person


class Shown(Protocol):
    """A nudge, whom it is for, and what it offers."""

    @property
    def nudge(self) -> Nudge: ...
    @property
    def person(self) -> Person: ...
    @property
    def content(self) -> Content: ...


def why(words: Words, what: Sequence[str], moment: Sequence[str]) -> Card:
    """Why this, why then, and how to change it."""
    t = words.t
    return Card(
        title=t("Why now?"),
        summary=t("Why this came, and why it came then."),
        parts=(
            *(Text(text=line) for line in what),
            Text(text=" ".join(moment)),
            row(("settings", t("Settings")), ("pause", t("Take a break")), ("leave", t("Leave"))),
        ),
    )


def what(words: Words, shown: Shown, author: str) -> str:
    """Every reason that was kept with it."""
    nudge, person, content = shown.nudge, shown.person, shown.content
    found = [*phrases(words, read_reasons(nudge.because), content, person.timezone)]
    reasons = "; ".join([*found, chosen(words, content, author, person.timezone)])
    return words.t("Why “{title}”: {reasons}.", title=content.title, reasons=reasons)


def moment(words: Words, nudge: Nudge, person: Person, before: datetime | None) -> Sequence[str]:
    """Why it came when it did."""
    t = words.t
    if nudge.asked:
        return (t("It came at once, because you asked for it. What you ask for does not count towards your pace."),)
    day = words.date(nudge.planned_at, person.timezone)
    start, end = clock(person.hours_from), clock(person.hours_to)
    last = t("The one before came on {day}.", day=words.date(before, person.timezone)) if before else ""
    return (
        t("It came on {day}, within your hours, {start} to {end}.", day=day, start=start, end=end),
        t("You get at most {n} a week.", n=words.number(person.weekly_most)),
        last or t("It was the first one."),
        *((t("These came together and count as one, because none of them could wait."),) if nudge.digest else ()),
        *((t("You asked to have it back later."),) if nudge.round > 1 else ()),
    )
