"""The outbox as Hypothesis plays it: processes claim, die and stall, people leave, the platform drops its answers.

The platform keeps its own record of what it took, and the store is compared with it after every step.
"""

import asyncio
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from handlers.core.workspaces import known_workspace
from handlers.outbox import claims, doubts, outcomes, review
from handlers.outbox.claims import LEASE, Turn
from handlers.outbox.doubts import Doubt
from handlers.outbox.kinds import APPROVAL, NUDGE
from handlers.outbox.outcomes import Failed, Outcome, Ready, mark_of
from handlers.outbox.queue import UNSENT, cancel_on_leaving, refresh, tell
from models import Base, Content, Message, Nudge, Person
from models.engine import open_engine
from models.message import MOVES, OPEN, WAITING, MessageState
from tests.outbox.kinds import KINDS
from tests.outbox.platform import Platform
from tests.support.stores import INFO

START = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)  # a Wednesday, within everybody's hours
PEOPLE = st.sampled_from(("anna", "bob", "carl"))
PROCESSES = st.sampled_from((1, 2))
TROUBLES = st.sampled_from(("throttled", "blocked", "revoked", "before", "after", "after", "broken"))
T = TypeVar("T")


class Process:
    """What one process of Heraut holds in memory."""

    def __init__(self) -> None:
        self.turns: list[tuple[Turn, datetime]] = []  # with the moment of the claim
        self.done: list[Outcome] = []

    def keys(self) -> frozenset[tuple[str, str]]:
        return frozenset(("W", key) for key in (*(turn.key for turn, _ in self.turns), *(one.key for one in self.done)))


class Outbox(RuleBasedStateMachine):
    """The product's own functions on a real SQLite. A planted bug replaces one of the six below."""

    def claim(self, session: Session) -> list[Turn]:
        return claims.claim(session, {"office": self.platform.per_second}, self.now, 2)

    def look(self, session: Session, turn: Turn) -> list[Ready]:
        return review.review_claimed(session, [turn], self.now)

    def doubts(self, session: Session, process: Process) -> list[Doubt]:
        return doubts.doubts(session, self.now, process.keys())

    def settle(self, doubt: Doubt) -> Outcome:
        return self.loop.run(doubts.settle_doubt(self.platform, doubt))

    def say(self, ready: Ready) -> Outcome:
        said = self.loop.run(outcomes.safely(outcomes.say(self.platform, ready), ready.key))
        return outcomes.try_again(ready, said.reference) if isinstance(said, Failed) else said

    def record(self, session: Session, done: list[Outcome]) -> None:
        outcomes.record_outcomes(session, done, self.now)

    def too_late(self, claimed: datetime) -> bool:
        return self.now - claimed >= LEASE / 2

    def __init__(self) -> None:
        super().__init__()
        self.engine = open_engine("sqlite://")
        Base.metadata.create_all(self.engine)
        self.loop = asyncio.Runner()
        self.now = START
        self.platform = Platform()
        self.processes = {1: Process(), 2: Process()}
        self.left: dict[str, int] = {}  # by person, how many messages had been taken for them when they left
        self.ever_left: set[str] = set()
        self.states: dict[str, str] = {}
        self.offered = 0
        self.run(self._found)

    def run(self, work: Callable[[Session], T]) -> T:
        with Session(self.engine, expire_on_commit=False, info=INFO) as session, session.begin():
            return work(session)

    def _found(self, session: Session) -> None:
        known_workspace(session, "W", "office", "", self.now)
        for name in ("anna", "bob", "carl"):
            wishes = {"hours_from": 0, "hours_to": 1439, "role": "champion", "duty_at": self.now}
            session.add(Person(workspace="W", person=name, joined_at=self.now, met_at=self.now, **wishes))
        session.flush()

    # ── What happens ──────────────────────────────────────────────────────────────────────────────

    @initialize(shows=st.booleans())
    def opens(self, shows: bool) -> None:
        self.platform.shows = shows

    @rule(who=PEOPLE, proposed=st.booleans())
    def something_is_due(self, who: str, proposed: bool) -> None:
        if who not in self.left:
            self.offered += 1
            self.run(lambda session: self._offer(session, who, f"c{self.offered}", proposed))

    def _offer(self, session: Session, who: str, name: str, proposed: bool) -> None:
        person = session.get_one(Person, ("W", who))
        state = "proposed" if proposed else "running"
        dates = {"starts_at": self.now, "created_at": self.now}
        session.add(Content(workspace="W", id=name, url="https://a.b", title="T", state=state, author="anna", **dates))
        session.flush()
        if proposed:
            tell(session, person, APPROVAL.key(name, who), name, self.now)
        else:
            session.add(Nudge(workspace="W", id=name, person=who, content=name, planned_at=self.now))
            session.flush()
            tell(session, person, NUDGE.key(name, "1"), name, self.now)

    @precondition(lambda self: self.offered)
    @rule(number=PROCESSES)
    def claims(self, number: int) -> None:
        self.processes[number].turns += [(turn, self.now) for turn in self.run(self.claim)]

    @precondition(lambda self: any(process.turns for process in self.processes.values()))
    @rule(number=PROCESSES)
    def says(self, number: int) -> None:
        process = self.processes[number]
        if process.turns:
            turn, claimed = process.turns.pop(0)
            for ready in [] if self.too_late(claimed) else self.run(lambda session: self.look(session, turn)):
                process.done.append(self.say(ready))

    @precondition(lambda self: any(process.done for process in self.processes.values()))
    @rule(number=PROCESSES)
    def records(self, number: int) -> None:
        done, self.processes[number].done = self.processes[number].done, []
        self.run(lambda session: self.record(session, done))

    @precondition(lambda self: any(process.keys() for process in self.processes.values()))
    @rule(number=PROCESSES)
    def dies(self, number: int) -> None:
        self.processes[number] = Process()

    @precondition(lambda self: self.offered)
    @rule(number=PROCESSES)
    def settles(self, number: int) -> None:
        process = self.processes[number]
        settled = [self.settle(doubt) for doubt in self.run(lambda session: self.doubts(session, process))]
        self.run(lambda session: self.record(session, settled))

    @precondition(lambda self: any(process.turns for process in self.processes.values()))
    @rule(trouble=TROUBLES)
    def fails(self, trouble: str) -> None:
        self.platform.trouble = trouble

    @rule(seconds=st.sampled_from((1, 20, 40, 61, 600)))
    def time_goes_by(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @precondition(lambda self: self.offered)
    @rule(who=PEOPLE)
    def leaves(self, who: str) -> None:
        def leave(session: Session) -> None:
            person = session.get_one(Person, ("W", who))
            person.left_at = self.now
            cancel_on_leaving(session, person)

        self.run(leave)
        self.left.setdefault(who, self.taken_for(who))
        self.ever_left.add(who)

    @precondition(lambda self: self.left)
    @rule(who=PEOPLE)
    def returns(self, who: str) -> None:
        """The app is back, and the administrator fixes the token."""

        def come_back(session: Session) -> None:
            person = session.get_one(Person, ("W", who))
            person.left_at = person.unreachable_at = None
            known_workspace(session, "W", "office", "", self.now)

        self.run(come_back)
        self.left.pop(who, None)

    @precondition(lambda self: self.offered)
    @rule(proposed=st.booleans())
    def changes(self, proposed: bool) -> None:
        kind = APPROVAL if proposed else NUDGE
        names = [f"c{number}" for number in range(self.offered + 1)]
        self.run(lambda session: refresh(session, "W", kind, names, self.now))

    # ── What must hold ────────────────────────────────────────────────────────────────────────────

    def messages(self) -> dict[str, Row[str, str, str, str | None]]:
        """The messages by mark: key, kind, state and person."""
        every = select(Message.key, Message.kind, Message.state, Message.person)
        with self.engine.connect() as connection:
            return {mark_of("W", row.key): row for row in connection.execute(every)}

    def taken_for(self, who: str) -> int:
        """How many messages, of any kind, the platform took for a person."""
        return sum(address == who for address, _ in self.platform.taken)

    @invariant()
    def nothing_comes_twice(self) -> None:
        """Nothing comes twice, except for kinds that may be repeated where nobody can tell."""
        twice = [mark for (_, mark), times in Counter(self.platform.taken).items() if times > 1]
        kinds = {mark: row.kind for mark, row in self.messages().items()} if twice else {}
        assert not [mark for mark in twice if self.platform.shows or not KINDS[kinds[mark]].repeats]

    @invariant()
    def nobody_who_left_is_written_to(self) -> None:
        assert all(self.taken_for(who) == before for who, before in self.left.items())

    @invariant()
    def states_change_as_the_machine_says(self) -> None:
        for key, _, state, _ in self.messages().values():
            assert state in _reachable(self.states.get(key, "queued"))
            self.states[key] = state

    def teardown(self) -> None:
        try:
            self.ends_well()
        finally:
            self.close()

    def close(self) -> None:
        self.engine.dispose()
        self.loop.close()

    def ends_well(self) -> None:
        """When all is well again, every message ends. Nothing is lost, and nothing is wrongly called sent."""
        self.processes, self.platform.trouble = {1: Process()}, ""
        for _ in range(20 + 2 * self.offered):  # a nudge on each working day, and leases before that
            self.now += timedelta(days=1)
            self.run(lambda session: known_workspace(session, "W", "office", "", self.now))
            self.settles(1)
            self.claims(1)
            while self.processes[1].turns:
                self.says(1)
            self.records(1)
            self.nothing_comes_twice()
            if not any(message.state in {*OPEN, *WAITING} for message in self.messages().values()):
                break
        taken = {mark for _, mark in self.platform.taken}
        for mark, message in self.messages().items():
            assert message.state not in {*OPEN, *WAITING} or (message.state in UNSENT and message.person in self.left)
            assert message.state != "sent" or mark in taken, message.key
            # What perhaps arrived would be sent again, and is cancelled instead if its person has left meanwhile.
            ended = message.state == "cancelled" and KINDS[message.kind].repeats and message.person in self.ever_left
            assert message.state in {"sent", "unknown"} or ended or mark not in taken, message.key
            assert not (message.state == "unknown" and self.platform.shows)


@cache
def _reachable(state: MessageState) -> set[MessageState]:
    found, new = {state}, {state}
    while new:
        new = {end for start in new for end in MOVES[start]} - found
        found |= new
    return found
