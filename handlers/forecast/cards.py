"""The forecast in a few lines. It counts people in steps of k, so that nobody follows from two forecasts."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby

from handlers.core.anonymity import rounded
from handlers.core.interaction import Items, Part, Text
from handlers.core.language import Words
from handlers.forecast.forecast import Forecast, Runway


def parts(words: Words, told: Forecast, zone: str, *, runs: bool = False) -> tuple[Part, ...]:
    """How many people it reaches by when, at what cost, and what runs dry. `runs`: it is published already."""
    lines = (_reach(words, told, zone), *_cost(words, told), *_dry(words, told, zone))
    heading = Text(text=words.t("From now on") if runs else words.t("If you publish this now"), style="strong")
    return heading, Items(items=lines), *_note(words, told)


def _note(words: Words, told: Forecast) -> Iterator[Text]:
    """How far the numbers may be off."""
    if told.margin:
        note = words.t(
            "Not everybody was asked: a number of people may be up to {n} too high or too low, seldom more.",
            n=words.number(_round(told.margin)),
        )
        yield Text(text=note, style="quiet")


def _reach(words: Words, told: Forecast, zone: str) -> str:
    day = words.day(told.by - timedelta(seconds=1), zone)
    if told.fits < told.least:
        return words.t("It fits fewer than {n} people who do not know it yet.", n=words.number(told.least))
    if told.reached < told.least:
        return words.t("Fewer than {n} people would get this by {day}.", n=words.number(told.least), day=day)
    return words.t("About {n} people would get this by {day}.", n=_about(words, told, told.reached), day=day)


def _cost(words: Words, told: Forecast) -> Iterator[str]:
    """How many nudges it takes, and how many people get it later or not at all, and why."""
    t = words.t
    if told.fits < told.least:
        return
    if told.reached >= told.least:
        spent, allowed = _about(words, told, told.reached), _about(words, told, told.allowed)
        yield t("That takes {spent} of the {allowed} nudges that they allow until then.", spent=spent, allowed=allowed)
    if told.spent >= told.least:
        yield t("Out of budget until then, and get it later: {people}.", people=_people(words, told, told.spent))
    if told.behind >= told.least:
        yield t("Get other content first: {people}.", people=_people(words, told, told.behind))
    if told.never >= told.least:
        yield t(
            "Not within two weeks, because they take a break or have enough else: {people}.",
            people=_people(words, told, told.never),
        )


def _people(words: Words, told: Forecast, n: int) -> str:
    return words.t("about {n} people", n=_about(words, told, n))


def _about(words: Words, told: Forecast, n: int) -> str:
    return words.number(rounded(_round(n) if told.margin else n, told.least))


def _round(n: int) -> int:
    """Round to two significant digits, because more would claim too much."""
    step: int = 10 ** max(0, len(str(n)) - 2)
    return round(n / step) * step


def _dry(words: Words, told: Forecast, zone: str) -> Iterator[str]:
    """The day when half of the readers have seen everything. Groups with equal figures share a line."""
    for (day, items), same in groupby(told.runways, key=lambda one: (words.day(one.dry, zone), one.items)):
        yield words.tn(
            "Runs dry on {day}: {readers}. One item is there, and by then half of the readers have seen it.",
            "Runs dry on {day}: {readers}. {n} items are there, and by then half of the readers have seen them.",
            items,
            day=day,
            readers=words.list(_group(words, one) for one in same),
        )
    if not told.runways and told.fits >= told.least:
        yield words.t("Nothing runs dry within two weeks.")


def _group(words: Words, one: Runway) -> str:
    kind, value = one.group
    names = {"en": words.t("English"), "nl": words.t("Dutch")}
    return names.get(value, value) if kind == "language" else words.t("“{topic}”", topic=value)
