"""What is recognised: the rules of rules.toml, and what is due by them. Pure."""

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

Kind = Literal["share", "reaction", "suggestion", "thanks"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Measure = Literal["shares", "networks", "weeks", "addresses", "reactions", "suggestions", "thanks"]
Points = Annotated[int, Field(ge=0, le=1000)]
AtLeast = Annotated[int, Field(ge=1)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z-]{0,29}$")]

COUNTS: dict[Measure, Kind] = {
    "shares": "share",
    "networks": "share",
    "weeks": "share",
    "addresses": "share",
    "reactions": "reaction",
    "suggestions": "suggestion",
    "thanks": "thanks",
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


class Version(Frozen):
    """The rules from one day on. A badge asks one thing: at least so many of one measure."""

    start: date = Field(alias="from")
    share: ShareRules
    reaction: ReactionRules | None = None  # none in the versions from before
    suggestion: SuggestionRules
    thanks: ThanksRules
    badges: dict[Name, Annotated[dict[Measure, AtLeast], Field(min_length=1, max_length=1)]]

    @property
    def name(self) -> str:
        return self.start.isoformat()

    def daily(self, kind: Kind) -> int | None:
        """How many events of one day count; None for all."""
        match kind:
            case "share":
                return self.share.daily
            case "reaction":
                return self.reaction.daily if self.reaction else None
            case "thanks":
                return self.thanks.daily
            case "suggestion":
                return None
            case _:
                assert_never(kind)


class Rules(Frozen):
    version: Annotated[tuple[Version, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _in_order(self) -> "Rules":
        days = [version.start for version in self.version]
        if days != sorted(set(days)):
            raise ValueError("versions stand in the order of their days, each day once")
        return self

    def on(self, moment: datetime) -> Version:
        """The version that held at that moment; the first one for all that was before it."""
        day = moment.astimezone(UTC).date()
        return next((version for version in reversed(self.version) if version.start <= day), self.version[0])


def read_rules(text: str) -> Rules:
    """Raises pydantic's `ValidationError` for rules that make no sense."""
    return Rules.model_validate(tomllib.loads(text))


@cache
def rules() -> Rules:
    return read_rules((Path(__file__).parent / "rules.toml").read_text("utf-8"))


# ── What is due ───────────────────────────────────────────────────────────────────────────────────


class Event(NamedTuple):
    """Something of one person that may be recognised. `cause` names it in the ledger.

    `act` is what the person did for a share to be known, where `evidence` is better than that.
    """

    at: datetime
    cause: str
    kind: Kind
    network: str = ""
    evidence: Evidence = "claimed"
    act: Act | None = None


class Due(NamedTuple):
    """What one person should have: points by (cause, rule) with the rules' version, and badges with their event."""

    points: dict[tuple[str, str], tuple[int, str]]
    badges: dict[str, Event]


class _Counted(NamedTuple):
    event: Event
    version: Version
    first: bool  # of its kind, ever


def due(events: Iterable[Event], by: Rules, ranks: Mapping[str, int] | None = None) -> Due:
    """What one person's events are worth. Only what stands is given: what was undone is not among them.

    `ranks` orders causes of the very same moment, so that what was given once is not handed from one to another.
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
    """The events within their day's limit, with the version that judges them."""
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
        case _:
            assert_never(event.kind)


def _share_worth(event: Event, share: ShareRules, *, first: bool) -> Mapping[str, int]:
    """Better evidence contains the weaker: who gives the address has opened and claimed. What others did is apart."""
    done = ACTS[: ACTS.index(event.act or event.evidence) + 1]
    found = [level for level in FOUND if level in LEVELS[: LEVELS.index(event.evidence) + 1]]
    worth: dict[str, int] = {level: getattr(share, level) for level in (*done, *found)}
    if first:
        worth["first"] = share.first
    return worth


def _won(counted: list[_Counted]) -> dict[str, Event]:
    """Badges by the event that won them, each by the rules of that event's day."""
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
    """Whether enough was measured; asked only at an event of the badge's own kind, so that it can name its cause."""
    return all(COUNTS[measure] == kind and len(measured[measure]) >= least for measure, least in asks.items())


def _measures(event: Event) -> Iterable[tuple[Measure, str]]:
    """What the event adds to each measure: different values are counted."""
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
        case _:
            assert_never(event.kind)


# ── How the ledger names its entries ──────────────────────────────────────────────────────────────


def entry_name(rule: str, before: int, *, taken_back: bool) -> str:
    """The rule as an entry carries it, after `before` entries for the same cause and rule: each name is used once."""
    if before == 0:
        return rule
    return f"{'undo' if taken_back else 'correct'}:{rule}{f'#{before}' if before > 1 else ''}"


def base_rule(name: str) -> str:
    """The rule in an entry's name."""
    return name.rpartition(":")[2].partition("#")[0]
