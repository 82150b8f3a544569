"""What people were told unasked and did with it, and their days off: read at once for many."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import String, bindparam, case, select
from sqlalchemy.orm import Session

from handlers.budget import LONGEST, REMEMBERED, Told
from handlers.workdays import Off, as_range
from models import Message, Nudge, Preference
from models.given import given, packed

MARGIN = timedelta(days=7)  # clocks may have been wrong
Key = tuple[str, str]
DaysOff = Mapping[Key, Sequence[Off]]
READ = REMEMBERED + LONGEST + MARGIN  # before the last nudge, which may be as old as the longest gap
ARRIVED = ("sent", "stale")
BEST = {answer: place for place, answer in enumerate(("share", "react", "later", "shared", "skip", "", "lost"))}

PEOPLE = select(given("people", person=String()).c.person)
MESSAGE = case((Nudge.digest != "", "digest:" + Nudge.digest), else_="nudge:" + Nudge.id + ":1")
# As a value for each, and only where no answer says that it arrived: so it is always one look into the key.
STATE = select(Message.state).where(Message.workspace == Nudge.workspace, Message.key == MESSAGE).scalar_subquery()
PAST = select(
    Nudge.person,
    Nudge.planned_at,
    Nudge.digest,
    Nudge.answer,
    Nudge.reason,
    Nudge.round,
    case((Nudge.answer.is_(None), STATE)),
).where(
    Nudge.workspace == bindparam("workspace"),
    Nudge.person.in_(PEOPLE),
    Nudge.planned_at >= bindparam("since"),
    Nudge.asked.is_(False),
)
WHOM = given("whom", workspace=String(), person=String()).c
OFF = select(Preference.workspace, Preference.person, Preference.value).where(
    Preference.workspace == WHOM.workspace, Preference.person == WHOM.person, Preference.kind == "off"
)


def pasts(session: Session, workspace: str, people: Iterable[str], now: datetime) -> Mapping[str, Sequence[Told]]:
    """By person, what the budget asks for; several nudges of one digest are one, with the kindest of their answers."""
    parameters = {"workspace": workspace, "people": packed([one] for one in people), "since": now - READ}
    found = defaultdict[str, list[Told]](list)
    digests = defaultdict[Key, list[Told]](list)
    for person, at, digest, answer, reason, round_, state in session.connection().execute(PAST, parameters):
        told = Told(at, _became(answer, reason, round_, state))
        (digests[person, digest] if digest else found[person]).append(told)
    for (person, _), several in digests.items():
        found[person].append(Told(several[0].at, min((told.answer for told in several), key=BEST.__getitem__)))
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
