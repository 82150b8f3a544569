"""What people were offered and did with it, and their days off: read at once for many."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import String, bindparam, case, select
from sqlalchemy.orm import Session

from handlers.budget import LONGEST, REMEMBERED, Told
from handlers.library import Offer
from handlers.outbox import UNSENT
from handlers.workdays import Off, as_range
from models import Message, Nudge, Preference
from models.given import given, packed
from models.message import OPEN

MARGIN = timedelta(days=7)  # clocks may have been wrong
Key = tuple[str, str]
DaysOff = Mapping[Key, Sequence[Off]]
READ = REMEMBERED + LONGEST + MARGIN  # before the last nudge, which may be as old as the longest gap
ARRIVED = ("sent", "stale")
AWAY = frozenset((*UNSENT, *OPEN))
BEST = {answer: place for place, answer in enumerate(("share", "react", "later", "shared", "skip", "", "lost"))}

PEOPLE = select(given("people", person=String()).c.person)
MESSAGE = case((Nudge.digest != "", "digest:" + Nudge.digest), else_="nudge:" + Nudge.id + ":1")
# As a value for each, and only where no answer says that it arrived: so it is always one look into the key.
STATE = select(Message.state).where(Message.workspace == Nudge.workspace, Message.key == MESSAGE).scalar_subquery()
NUDGES = select(
    Nudge.person,
    Nudge.planned_at,
    Nudge.content,
    Nudge.digest,
    Nudge.asked,
    Nudge.answer,
    Nudge.reason,
    Nudge.round,
    case((Nudge.answer.is_(None), STATE)),
).where(
    Nudge.workspace == bindparam("workspace"),
    Nudge.person.in_(PEOPLE),
    Nudge.planned_at >= bindparam("since"),
)
WHOM = given("whom", workspace=String(), person=String()).c
OFF = select(Preference.workspace, Preference.person, Preference.value).where(
    Preference.workspace == WHOM.workspace, Preference.person == WHOM.person, Preference.kind == "off"
)


class Nudged(NamedTuple):
    """One content that somebody was offered: when, with which others, and what they did with it."""

    at: datetime
    content: str
    digest: str
    answer: str
    waits: bool  # what tells it is still on its way


class History:
    """What some people were offered lately, each by their person."""

    def __init__(self) -> None:
        self._met = defaultdict[str, set[str]](set)
        self._unasked = defaultdict[str, list[Nudged]](list)

    def add(self, person: str, nudged: Nudged, *, asked: bool) -> None:
        self._met[person].add(nudged.content)
        if not asked:
            self._unasked[person].append(nudged)

    def contents(self, person: str) -> AbstractSet[str]:
        """All that they were offered, and what they asked for."""
        return self._met[person]

    def told(self, person: str) -> list[Told]:
        """What the budget asks for; several nudges of one digest are one, with the kindest of their answers."""
        found, digests = list[Told](), defaultdict[str, list[Told]](list)
        for one in self._unasked[person]:
            (digests[one.digest] if one.digest else found).append(Told(one.at, one.answer))
        return found + [
            Told(several[0].at, min((told.answer for told in several), key=BEST.__getitem__))
            for several in digests.values()
        ]

    def waits(self, person: str) -> bool:
        """Whether something that they did not ask for is still on its way to them."""
        return any(one.waits for one in self._unasked[person])


def history(
    session: Session, workspace: str, people: Iterable[str], now: datetime, offers: Iterable[Offer] = ()
) -> History:
    """As far back as the budget looks, and as the offers are old: nobody can have been offered them earlier."""
    since = min([now - READ, *(offer.created_at - MARGIN for offer in offers)])
    parameters = {"workspace": workspace, "people": packed([one] for one in people), "since": since}
    found = History()
    rows = session.connection().execute(NUDGES, parameters).all()
    for person, at, content, digest, asked, answer, reason, round_, state in rows:
        became = _became(answer, reason, round_, state)
        found.add(person, Nudged(at, content, digest, became, state in AWAY), asked=asked)
    return found


def _became(answer: str | None, reason: str | None, round_: int, state: str | None) -> str:
    if answer is None:
        return "later" if round_ > 1 else "" if state in ARRIVED else "lost"
    return "shared" if (answer, reason) == ("skip", "shared") else answer


def days_off(session: Session, whom: Iterable[Key]) -> DaysOff:
    """By workspace and person, from when to when they are off."""
    found = defaultdict[Key, tuple[Off, ...]](tuple)
    for workspace, person, value in session.connection().execute(OFF, {"whom": packed(whom)}):
        found[workspace, person] += (as_range(value),)
    return found
