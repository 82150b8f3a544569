"""The form of an event, and what is wrong with what was filled in. Pure."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Annotated, Literal, NamedTuple

from pydantic import BeforeValidator, StringConstraints

from handlers.calendar.localtime import at
from handlers.calendar.zonedata import names
from handlers.content.choices import LANGUAGE_OPTIONS
from handlers.core.buttons import clock
from handlers.core.forms import Address, Line, Long, Submitted
from handlers.core.interaction import Form, Frozen, Input, Option
from handlers.core.language import Words, mark
from handlers.core.targets import Tap
from models.gathering import Audience, GatheringKind

LONGEST = timedelta(days=14)
AHEAD = timedelta(days=730)
MOST_SEATS, MOST_HOURS = 100_000, 80
ANY = "any"  # no platform lets a choice be empty
KINDS: Mapping[GatheringKind, str] = {
    "hack": mark("Hack day"),
    "inspiration": mark("Inspiration session"),
    "workshop": mark("Workshop"),
    "webinar": mark("Webinar"),
    "management": mark("Management session"),
}
AUDIENCES: Mapping[Audience, str] = {
    "all": mark("Every colleague"),
    "advocates": mark("Those who take part in Heraut"),
    "champions": mark("Champions"),
}
Kept = Annotated[str, StringConstraints(max_length=120)]
Day = Annotated[date | None, BeforeValidator(lambda value: value or None)]
Clock = Annotated[time | None, BeforeValidator(lambda value: value or None)]


class Organising(Submitted):
    """The submitted form."""

    name: Annotated[Kept, BeforeValidator(lambda value: " ".join(str(value).split()))]
    kind: GatheringKind = "inspiration"
    day: Day = None
    begins: Clock = None
    last: Day = None
    ends: Clock = None
    city: Line = ""
    place: Annotated[str, StringConstraints(max_length=200)] = ""
    link: Address = ""
    about: Long = ""
    seats: Line = ""
    hours: Line = ""
    language: Literal["any", "en", "nl"] = "any"
    audience: Audience = "all"
    series: Literal["once", "quarter"] = "once"

    @property
    def many(self) -> int | None:
        """How many seats; 0 for as many as come; None if that is no number."""
        digits = "".join(self.seats.replace(".", " ").replace(",", " ").split())
        if not digits:
            return 0
        fits = digits.isascii() and digits.isdecimal() and len(digits) <= len(str(MOST_SEATS))
        return int(digits) if fits and 1 <= int(digits) <= MOST_SEATS else None

    @property
    def minutes(self) -> int | None:
        """How much working time is granted, in minutes; None if that is no number of hours."""
        whole, _, part = self.hours.replace(",", ".").partition(".")
        if not f"{whole}{part}":
            return 0
        if not f"{whole}{part}".isascii() or not f"{whole}{part}".isdecimal() or len(f"{whole}{part}") > DIGITS:
            return None
        found = round(float(f"{whole or 0}.{part or 0}") * 60)
        return found if found <= MOST_HOURS * 60 else None


DIGITS = 4  # of a number of hours


class GatheringPlan(Frozen):
    """What the form starts with."""

    name: str = ""
    kind: GatheringKind = "inspiration"
    day: date | None = None
    begins: int = 900
    last: date | None = None
    ends: int = 960
    city: str = ""
    place: str = ""
    link: str = ""
    about: str = ""
    seats: int = 0
    minutes: int = 0
    language: str = ""
    audience: Audience = "all"


class Moments(NamedTuple):
    """Days and clock times where the event is, and the moments that follow from them."""

    first_day: date
    begins: int
    last_day: date
    ends: int
    zone: str

    @property
    def starts_at(self) -> datetime:
        return at(self.first_day, self.begins, self.zone)

    @property
    def ends_at(self) -> datetime:
        return at(self.last_day, self.ends, self.zone)


@cache
def _cities() -> Mapping[str, str]:
    """Zones by the city that they are named after, and by their whole name."""
    zones = names()
    cities = {_plain(city_of(zone)): zone for zone in sorted(zones, reverse=True) if "/" in zone}
    return cities | {_plain(zone): zone for zone in zones}


def _plain(text: str) -> str:
    return " ".join(text.replace("_", " ").replace("-", " ").casefold().split())


def city_of(zone: str) -> str:
    """The city by whose clock a zone goes: Europe/Amsterdam → Amsterdam."""
    return zone.rpartition("/")[2].replace("_", " ")


def zone_of(city: str) -> str:
    """The zone of a city, or of a zone's whole name; empty if we do not know it."""
    return _cities().get(_plain(city), "")


def moments_of(form: Organising) -> Moments | None:
    """When and where it is; None if a part of that is missing."""
    zone = zone_of(form.city)
    if form.day is None or form.begins is None or form.ends is None or not zone:
        return None
    return Moments(form.day, _minutes(form.begins), form.last or form.day, _minutes(form.ends), zone)


def _minutes(clock_time: time) -> int:
    return clock_time.hour * 60 + clock_time.minute


def errors_in(words: Words, form: Organising, now: datetime) -> dict[str, str]:
    """What is wrong, by field."""
    t = words.t
    fields = {"name": form.name, "day": form.day, "begins": form.begins, "place": form.place or form.link}
    found = {name: t("Please fill this in.") for name, value in fields.items() if not value and value != time(0)}
    if form.ends is None:
        found["ends"] = t("Say when it ends: calendars and reminders go by that.")
    if not zone_of(form.city):
        found["city"] = t("We do not know this city. Try a large one nearby, such as Amsterdam or New York.")
    if form.many is None:
        found["seats"] = t("Please give a number.")
    if form.minutes is None:
        found["hours"] = t("Please give a number of hours, such as 4 or 1.5.")
    when = moments_of(form)
    return found | (_wrong_moments(words, when, now) if when else {})


def _wrong_moments(words: Words, when: Moments, now: datetime) -> dict[str, str]:
    t = words.t
    if when.ends_at <= when.starts_at:
        return {"ends": t("This should be later than the beginning.")}
    if when.ends_at - when.starts_at > LONGEST:
        return {"last": t("An event lasts two weeks at most. A campaign can last longer: /heraut campaigns")}
    if when.starts_at <= now:
        return {"day": t("This lies in the past.")}
    return {"day": t("That is more than two years ahead.")} if when.starts_at > now + AHEAD else {}


def gathering_form(words: Words, plan: GatheringPlan, about: str = "", version: int = 0) -> Form:
    """`about`: the id of the event that is changed; empty for a new one."""
    t = words.t
    return Form(
        action="edit_gathering" if about else "new_gathering",
        target=Tap(str(version), about).encode() if about else "",
        title=t("Change the event") if about else t("New event"),
        submit=t("Save") if about else t("Plan it"),
        cancel=t("Cancel"),
        more=t("More"),
        inputs=(*_what(words, plan), *_folded(words, plan, series=not about)),
    )


def _what(words: Words, plan: GatheringPlan) -> tuple[Input, ...]:
    t, day = words.t, plan.day.isoformat() if plan.day else ""
    return (
        Input(name="name", label=t("Name"), value=plan.name, required=True, longest=120),
        _one("kind", t("What it is"), [(kind, t(said)) for kind, said in KINDS.items()], plan.kind),
        Input(name="day", label=t("Day"), kind="date", value=day, required=True),
        Input(name="begins", label=t("Begins at"), kind="time", value=clock(plan.begins), required=True),
        Input(name="ends", label=t("Ends at"), kind="time", value=clock(plan.ends), required=True),
        Input(name="place", label=t("Place"), hint=t("A room or an address."), value=plan.place, longest=200),
        Input(name="link", label=t("Link to join online"), kind="url", value=plan.link, longest=2000),
    )


def _folded(words: Words, plan: GatheringPlan, *, series: bool) -> tuple[Input, ...]:
    t = words.t
    last = plan.last.isoformat() if plan.last and plan.last != plan.day else ""
    hours = f"{plan.minutes / 60:g}" if plan.minutes else ""
    languages = [(ANY, t("Not told")), *((one.value, one.label) for one in LANGUAGE_OPTIONS)]
    once = [("once", t("Once")), ("quarter", t("Each quarter: this one and three more, 13 weeks apart"))]
    fields = (
        Input(name="about", label=t("What it is about"), kind="text", value=plan.about, longest=3000),
        Input(name="seats", label=t("Seats"), hint=t("Empty: as many as come."), value=_number(plan.seats), longest=7),
        Input(name="hours", label=t("Working hours granted for it"), value=hours, longest=5),
        Input(name="last", label=t("Last day"), hint=t("Only if it is another one."), kind="date", value=last),
        Input(name="city", label=t("By the clock of"), hint=t("A city."), value=plan.city, required=True, longest=60),
        _one("language", t("Language"), languages, plan.language or ANY),
        _one("audience", t("Who may come"), [(one, t(said)) for one, said in AUDIENCES.items()], plan.audience),
        *((_one("series", t("How often"), once, "once"),) if series else ()),
    )
    return tuple(field.model_copy(update={"folded": True}) for field in fields)


def _number(number: int) -> str:
    return str(number) if number else ""


def _one(name: str, label: str, choices: list[tuple[str, str]], value: str) -> Input:
    options = tuple(Option(value=one, label=said) for one, said in choices)
    return Input(name=name, label=label, kind="choice", options=options, value=value)
