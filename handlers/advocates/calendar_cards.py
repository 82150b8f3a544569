"""Working days, hours and public holidays in words, and the fields that change them."""

from handlers.advocates.countries import country_name
from handlers.core.buttons import clock
from handlers.core.interaction import Input, Option
from handlers.core.language import Words
from models import Person

USUAL = 31  # Monday to Friday, as bits: Monday is 1


def calendar_inputs(words: Words, person: Person, off: str) -> tuple[Input, ...]:
    """The calendar fields of the settings form; joining does not ask for them. `off`: days off as text."""
    t = words.t
    options = tuple(Option(value=str(number), label=words.weekday(number)) for number in range(7))
    chosen = tuple(str(number) for number in range(7) if person.days >> number & 1)
    country = country_name(person.country, words.language) if person.country else ""
    return (
        Input(name="days", label=t("On which days?"), kind="choices", options=options, value=chosen, required=True),
        Input(
            name="country",
            label=t("Not on public holidays of"),
            hint=t("Such as NL, Germany or DE-BY. Empty: they do not matter."),
            value=country,
        ),
        Input(name="off", label=t("Days off"), hint=t("Such as: 24 December – 2 January, 5 May"), value=off),
        *_group_inputs(words, person),
    )


def _group_inputs(words: Words, person: Person) -> tuple[Input, ...]:
    """The team and the place."""
    t = words.t
    return (
        Input(
            name="team",
            label=t("Your team"),
            hint=t("So that neighbours do not get the same text on the same day."),
            value=person.team,
        ),
        Input(
            name="place",
            label=t("Where you work"),
            hint=t("A city or an office. Some content is for one place. Empty: you get what is for everybody."),
            value=person.place,
        ),
    )


def working_hours(words: Words, person: Person) -> str:
    """The person's days, hours, time zone and public holidays in one line."""
    t = words.t
    start, end = clock(person.hours_from), clock(person.hours_to)
    if person.days == USUAL:
        hours = t("working days, {start}–{end}", start=start, end=end)
    else:
        days = words.list(words.weekday(number) for number in range(7) if person.days >> number & 1)
        hours = t("{days}, {start}–{end}", days=days, start=start, end=end)
    if not person.country:
        return f"{hours} ({person.timezone})"
    country = country_name(person.country, words.language)
    return t("{hours} ({zone}), not on public holidays: {country}", hours=hours, zone=person.timezone, country=country)
