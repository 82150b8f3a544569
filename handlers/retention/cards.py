"""The card that says how long data is kept, and the form with which a manager changes it."""

from collections.abc import Mapping
from datetime import date

from handlers.core.buttons import button_row
from handlers.core.interaction import Card, Facts, Form, Input, Text
from handlers.core.language import Words
from handlers.retention.periods import PERIODS, KeptKind, Period


def days(words: Words, number: int) -> str:
    return words.tn("{n} day", "{n} days", number)


def retention_card(
    words: Words,
    kept: Mapping[KeptKind, int],
    night: tuple[date, Mapping[str, int]] | None,
    *,
    council: bool,
    may: bool,
) -> Card:
    """How long each kind is kept, and what the last night deleted. `may`: whether this person may change it."""
    t = words.t
    said = t("Every night, Heraut deletes what is older than this.")
    shorter = (t("In works-council mode these are the longest times."),) if council else ()
    rows = tuple((t(PERIODS[kind].what), days(words, number)) for kind, number in kept.items())
    brief = t("Events that were handled are known for two days, and visits to links until midnight.")
    below = (brief, *((_receipt(words, *night),) if night else ()))
    return Card(
        title=t("How long things are kept"),
        summary=said,
        parts=(
            *(Text(text=text) for text in (said, *shorter)),
            Facts(rows=rows),
            *(Text(text=text, style="quiet") for text in below),
            *((button_row(("change_retention", t("Change"))),) if may else ()),
        ),
    )


def _receipt(words: Words, day: date, wiped: Mapping[str, int]) -> str:
    t = words.t
    if not wiped:
        return t("On {day} nothing was old enough.", day=words.date(day))
    listed = [f"{t(PERIODS[kind].what)}: {words.number(wiped[kind])}" for kind in PERIODS if kind in wiped]
    return t("Deleted or emptied on {day}: {list}.", day=words.date(day), list="; ".join(listed))


def retention_form(words: Words, chosen: Mapping[KeptKind, int]) -> Form:
    """A field for each kind, with its limits."""
    t = words.t
    return Form(
        action="change_retention",
        title=t("How long things are kept"),
        intro=t("In days. What is older is deleted in the night, for good."),
        submit=t("Save"),
        cancel=t("Cancel"),
        inputs=tuple(
            Input(
                name=kind,
                label=t(PERIODS[kind].what),
                value=str(number),
                hint=limits(words, PERIODS[kind]),
                required=True,
                longest=5,
            )
            for kind, number in chosen.items()
        ),
    )


def limits(words: Words, period: Period) -> str:
    return words.t("From {least} to {most} days.", least=words.number(period.least), most=words.number(period.most))
