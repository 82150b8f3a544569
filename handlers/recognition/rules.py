"""The rules of rules.toml, and the points and badges that are due by them. Pure."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, NamedTuple, assert_never, get_args

from pydantic import Field, StringConstraints, model_validator

from handlers.core.interaction import Frozen
from models.share import ACTS, FOUND, LEVELS, Act, Evidence

Kind = Literal["share", "reaction", "suggestion", "thanks", "course", "event"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Measure = Literal["shares", "networks", "weeks", "addresses", "reactions", "suggestions", "thanks", "courses"]
Points = Annotated[int, Field(ge=0, le=1000)]
AtLeast = Annotated[int, Field(ge=1)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z-]{0,29}$")]

MEASURES: tuple[Measure, ...] = get_args(Measure)
COUNTS: dict[Measure, Kind] = {
    "shares": "share",
    "networks": "share",
    "weeks": "share",
    "addresses": "share",
    "reactions": "reaction",
    "suggestions": "suggestion",
    "thanks": "thanks",
    "courses": "course",
}


class ShareRules(Frozen):
    daily: AtLeast
    claimed: Points
    opened: Points
    address: Points
    previewed: Points = 0
    clicked: Points = 0
    verified: Points = 0
    first: Points


class ReactionRules(Frozen):
    daily: AtLeast
    reacted: Points


class SuggestionRules(Frozen):
    approved: Points


class ThanksRules(Frozen):
    daily: AtLeast
    received: Points


class EventRules(Frozen):
    attended: Points


class CourseRules(Frozen):
    finished: Points


class Version(Frozen):
    """The rules from one day on. Each badge requires a minimum of one measure."""

    start: date = Field(alias="from")
    share: ShareRules
    reaction: ReactionRules | None = None  # None in versions before reactions existed
    suggestion: SuggestionRules
    thanks: ThanksRules
    course: CourseRules | None = None  # None in versions before courses existed
    event: EventRules | None = None  # None in versions before events existed
    badges: dict[Name, Annotated[dict[Measure, AtLeast], Field(min_length=1, max_length=1)]]

    @property
    def name(self) -> str:
        return self.start.isoformat()

    def daily(self, kind: Kind) -> int | None:
        """How many events of this kind count on one day (UTC); None if all do."""
        match kind:
            case "share":
                return self.share.daily
            case "reaction":
                return self.reaction.daily if self.reaction else None
            case "thanks":
                return self.thanks.daily
            case "suggestion" | "course" | "event":
                return None
            case _:
                assert_never(kind)


class Rules(Frozen):
    version: Annotated[tuple[Version, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _in_order(self) -> "Rules":
        days = [version.start for version in self.version]
        if days != sorted(set(days)):
            raise ValueError("versions must be in order of their days, with each day once")
        return self

    def on(self, moment: datetime) -> Version:
        """The version in force at that moment; the first version for anything earlier."""
        day = moment.astimezone(UTC).date()
        return next((version for version in reversed(self.version) if version.start <= day), self.version[0])


def read_rules(text: str) -> Rules:
    """Read the rules from TOML. Raises pydantic's `ValidationError` if they are not valid."""
    return Rules.model_validate(tomllib.loads(text))


@cache
def rules() -> Rules:
    return read_rules((Path(__file__).parent / "rules.toml").read_text("utf-8"))


# ── What is due ───────────────────────────────────────────────────────────────────────────────────


class Event(NamedTuple):
    """An act of one person that may earn points. `cause` names it in the ledger.

    `act` is the evidence that the person gave for a share themselves, if `evidence` is stronger than that.
    """

    at: datetime
    cause: str
    kind: Kind
    network: str = ""
    evidence: Evidence = "claimed"
    act: Act | None = None


class Due(NamedTuple):
    """What one person should have: (points, rules' version) by (cause, rule), and the winning event by badge."""

    points: dict[tuple[str, str], tuple[int, str]]
    badges: dict[str, Event]


class _Counted(NamedTuple):
    event: Event
    version: Version
    first: bool  # the person's first of its kind


def points_due(events: Iterable[Event], by: Rules, ranks: Mapping[str, int] | None = None) -> Due:
    """What one person's events are worth. Leave out events that were undone.

    `ranks` orders causes of the same moment, lower first, so that points do not move from one to another.
    """
    known = ranks or {}
    counted = _counted(sorted(events, key=lambda event: (event.at, known.get(event.cause, 0), event.cause)), by)
    points = {
        (event.cause, rule): (worth, version.name)
        for event, version, first in counted
        for rule, worth in _worth(event, version, first=first).items()
        if worth
    }
    return Due(points, _won(counted))


def _counted(events: Iterable[Event], by: Rules) -> list[_Counted]:
    """The events within their daily limit, each with the version of its day."""
    ever: set[Kind] = set()
    that_day: Counter[tuple[Kind, date]] = Counter()
    counted = []
    for event in events:
        version, day = by.on(event.at), (event.kind, event.at.astimezone(UTC).date())
        limit = version.daily(event.kind)
        that_day[day] += 1
        if limit is None or that_day[day] <= limit:
            counted.append(_Counted(event, version, event.kind not in ever))
            ever.add(event.kind)
    return counted


def _worth(event: Event, version: Version, *, first: bool) -> Mapping[str, int]:
    match event.kind:
        case "share":
            return _share_worth(event, version.share, first=first)
        case "reaction":
            return {"reacted": version.reaction.reacted} if version.reaction else {}
        case "suggestion":
            return {"approved": version.suggestion.approved}
        case "thanks":
            return {"received": version.thanks.received}
        case "event":
            return {"attended": version.event.attended} if version.event else {}
        case "course":
            return {"finished": version.course.finished} if version.course else {}
        case _:
            assert_never(event.kind)


def _share_worth(event: Event, share: ShareRules, *, first: bool) -> Mapping[str, int]:
    """Stronger acts include the weaker: an address includes opened and claimed. What others did is added separately."""
    done = ACTS[: ACTS.index(event.act or event.evidence) + 1]
    found = [level for level in FOUND if level in LEVELS[: LEVELS.index(event.evidence) + 1]]
    worth: dict[str, int] = {level: getattr(share, level) for level in (*done, *found)}
    if first:
        worth["first"] = share.first
    return worth


def _won(counted: list[_Counted]) -> dict[str, Event]:
    """The event that won each badge, by the rules of that event's day."""
    measured: dict[Measure, set[str]] = {measure: set() for measure in COUNTS}
    won: dict[str, Event] = {}
    for event, version, _ in counted:
        for measure, value in _measures(event):
            measured[measure].add(value)
        for badge, asks in version.badges.items():
            if badge not in won and _holds(asks, measured, event.kind):
                won[badge] = event
    return won


def _holds(asks: Mapping[Measure, int], measured: Mapping[Measure, set[str]], kind: Kind) -> bool:
    """Whether the measure is reached, at an event of the badge's own kind, so that the event can be its cause."""
    return all(COUNTS[measure] == kind and len(measured[measure]) >= least for measure, least in asks.items())


def _measures(event: Event) -> Iterable[tuple[Measure, str]]:
    """The values that the event adds to each measure; distinct values are counted."""
    match event.kind:
        case "share":
            year, week, _ = event.at.astimezone(UTC).isocalendar()
            yield "shares", event.cause
            yield "networks", event.network
            yield "weeks", f"{year}-{week}"
            if (event.act or event.evidence) == "address":
                yield "addresses", event.cause
        case "reaction":
            yield "reactions", event.cause
        case "suggestion":
            yield "suggestions", event.cause
        case "thanks":
            yield "thanks", event.cause
        case "course":
            yield "courses", event.cause
        case "event":
            return
        case _:
            assert_never(event.kind)


class Ahead(NamedTuple):
    """The badge that a person is nearest to, and how many more of its measure it takes."""

    badge: str
    measure: Measure
    more: int


def badge_ahead(events: Iterable[Event], by: Rules, now: datetime) -> Ahead | None:
    """The nearest badge for shares that these shares have not won yet; the easiest to say of two that are as near."""
    counted = _counted(sorted(events, key=lambda event: (event.at, event.cause)), by)
    found: dict[Measure, set[str]] = {measure: set() for measure in COUNTS}
    for event, _, _ in counted:
        for measure, value in _measures(event):
            found[measure].add(value)
    ahead = [
        Ahead(badge, measure, least - len(found[measure]))
        for badge, asks in by.on(now).badges.items()
        for measure, least in asks.items()
        if COUNTS[measure] == "share" and len(found[measure]) < least
    ]
    return min(ahead, key=lambda one: (one.more, MEASURES.index(one.measure)), default=None)


# ── How the ledger names its entries ──────────────────────────────────────────────────────────────


def entry_name(rule: str, before: int, *, taken_back: bool) -> str:
    """The unique name of an entry, after `before` entries for the same cause and rule."""
    if before == 0:
        return rule
    return f"{'undo' if taken_back else 'correct'}:{rule}{f'#{before}' if before > 1 else ''}"


def base_rule(name: str) -> str:
    """The rule that an entry's name contains."""
    return name.rpartition(":")[2].partition("#")[0]
