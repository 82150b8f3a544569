"""The forecast in a few lines. It gives no figure about fewer than five people."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby

from handlers.core.interaction import Items, Part, Text
from handlers.core.language import Words
from handlers.forecast.forecast import Forecast, Runway
from handlers.planning.ranking import FEWEST


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
    if told.fits < FEWEST:
        return words.t("It fits fewer than five people who do not know it yet.")
    if told.reached < FEWEST:
        return words.t("Fewer than five people would get this by {day}.", day=day)
    if told.margin:
        return words.t("About {n} people would get this by {day}.", n=words.number(_round(told.reached)), day=day)
    return words.t("{n} people would get this by {day}.", n=words.number(told.reached), day=day)


def _cost(words: Words, told: Forecast) -> Iterator[str]:
    """How many nudges it takes, and how many people get it later or not at all, and why."""
    t = words.t
    if told.fits < FEWEST:
        return
    if told.reached >= FEWEST:
        spent, allowed = _about(words, told, told.reached), _about(words, told, told.allowed)
        yield t("That takes {spent} of the {allowed} nudges that they allow until then.", spent=spent, allowed=allowed)
    if told.spent:
        yield t("Out of budget until then, and get it later: {people}.", people=_people(words, told, told.spent))
    if told.behind:
        yield t("Get other content first: {people}.", people=_people(words, told, told.behind))
    if told.never:
        yield t(
            "Not within two weeks, because they take a break or have enough else: {people}.",
            people=_people(words, told, told.never),
        )


def _people(words: Words, told: Forecast, n: int) -> str:
    return words.t("a few people") if n < FEWEST else words.t("{n} people", n=_about(words, told, n))


def _about(words: Words, told: Forecast, n: int) -> str:
    return words.number(_round(n) if told.margin else n)


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
    if not told.runways and told.fits >= FEWEST:
        yield words.t("Nothing runs dry within two weeks.")


def _group(words: Words, one: Runway) -> str:
    kind, value = one.group
    names = {"en": words.t("English"), "nl": words.t("Dutch")}
    return names.get(value, value) if kind == "language" else words.t("“{topic}”", topic=value)
