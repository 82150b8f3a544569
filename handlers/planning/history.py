"""What people were offered and did with it, and their days off; read for many at once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta

from sqlalchemy import String, bindparam, case, select
from sqlalchemy.orm import Session

from handlers.content.offers import Offer
from handlers.outbox.queue import UNSENT
from handlers.planning.budget import LONGEST, REMEMBERED, Became, Told
from models import Message, Nudge
from models.given import given, packed
from models.message import OPEN, MessageState
from models.nudge import NudgeAnswer, Reaction, SkipReason
from models.prepared import Query

MARGIN = timedelta(days=7)  # clocks may have been wrong
READ = REMEMBERED + LONGEST + MARGIN  # the last nudge may be as old as the longest gap
ARRIVED: AbstractSet[MessageState] = {"sent", "stale"}
AWAY = frozenset((*UNSENT, *OPEN))
KINDEST: Sequence[Became] = ("share", "react", "later", "shared", "skip", "", "lost")
BEST = {answer: place for place, answer in enumerate(KINDEST)}
Nudged = tuple[
    str, datetime, str, str, bool, NudgeAnswer | None, SkipReason | Reaction | None, int, MessageState | None
]

PEOPLE = select(given("people", person=String()).c.person)
MESSAGE = case((Nudge.digest != "", "digest:" + Nudge.digest), else_="nudge:" + Nudge.id + ":1")
# A scalar subquery, and only for nudges without an answer: one lookup by primary key for each.
STATE = select(Message.state).where(Message.workspace == Nudge.workspace, Message.key == MESSAGE).scalar_subquery()
NUDGES = Query(
    select(
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
)


class History:
    """What some people were offered lately and did with it, by person."""

    def __init__(self, people: Iterable[str]) -> None:
        self._met = {person: set[str]() for person in people}
        self._told = {person: list[Told]() for person in self._met}
        self._digests = defaultdict[str, dict[str, Told]](dict)
        self._waiting = set[str]()

    def read(self, rows: Iterable[Nudged]) -> None:
        """Add nudges, and content that people asked for."""
        for person, at, content, digest, asked, answer, reason, round_, state in rows:
            self._met[person].add(content)
            if asked:
                continue
            if state in AWAY:
                self._waiting.add(person)
            told = Told(at, answer if answer == "share" else _became(answer, reason, round_, state))
            if digest:
                before = self._digests[person].get(digest, told)
                self._digests[person][digest] = min(before, told, key=lambda one: BEST[one.answer])
            else:
                self._told[person].append(told)

    def contents(self, person: str) -> AbstractSet[str]:
        """All content that they were offered or asked for."""
        return self._met[person]

    def told(self, person: str) -> list[Told]:
        """Their nudges for the budget. Those of one digest count as one, with the kindest answer."""
        digests = self._digests.get(person)
        return [*self._told[person], *digests.values()] if digests else self._told[person]

    def waits(self, person: str) -> bool:
        """Whether the message of an unprompted nudge is still on its way to them."""
        return person in self._waiting


def history(
    session: Session, workspace: str, people: Iterable[str], now: datetime, offers: Iterable[Offer] = ()
) -> History:
    """Read as far back as the budget needs, and as the oldest of the offers was created."""
    since = min([now - READ, *(offer.created_at - MARGIN for offer in offers)])
    whom = [*people]
    found = History(whom)
    found.read(NUDGES.all(session, workspace=workspace, people=packed([one] for one in whom), since=since))
    return found


def _became(
    answer: NudgeAnswer | None, reason: SkipReason | Reaction | None, round_: int, state: MessageState | None
) -> Became:
    if answer is None:
        return "later" if round_ > 1 else "" if state in ARRIVED else "lost"
    return "shared" if answer == "skip" and reason == "shared" else answer
