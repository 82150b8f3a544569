"""What became of each person's one message: the platform's own record compared with the store."""

from collections import Counter
from collections.abc import Mapping, Sequence

from pydantic import BaseModel, ConfigDict
from sqlalchemy import create_engine, select

from handlers.outbox.outcomes import mark_of
from models import Message
from tests.chaos.crowd import key
from tests.chaos.platform import Taken

SAID = frozenset({"sent", "stale"})
NEVER_OVER = frozenset({"queued", "deferred", "sending", "doubt"})
FEW = 5  # how many of each list are printed


class Row(BaseModel):
    """A message in the store."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    workspace: str
    person: str
    state: str
    attempts: int
    reason: str


class Verdict(BaseModel):
    """Addresses, by what went wrong; ideally empty. `unknown` is allowed, and bounded."""

    messages: int
    taken: int  # new messages that the platform took
    changed: int  # changes that it took
    states: dict[str, int]
    lost: list[str] = []  # the store says sent but the platform never took it, or it never ends
    repeated: list[str] = []  # taken twice
    wrong: list[str] = []  # taken after a confirmation that nothing more would come
    untrue: list[str] = []  # taken, although the store says not; or under another message's mark
    unknown: list[str] = []  # nobody can tell, and it is not repeated
    arrived: int = 0  # the unknown ones that the platform did take

    @property
    def clean(self) -> bool:
        return not (self.lost or self.repeated or self.wrong or self.untrue)

    @property
    def figures(self) -> dict[str, object]:
        """Each kind of finding, with its count."""
        lists = {name: len(found) for name, found in self._lists.items()}
        return {"messages": self.messages, "taken": self.taken, **lists, "arrived_of_unknown": self.arrived}

    @property
    def _lists(self) -> dict[str, list[str]]:
        return {name: getattr(self, name) for name in ("lost", "repeated", "wrong", "untrue", "unknown")}

    def __str__(self) -> str:
        said = ", ".join(f"{name} {len(found)} {found[:FEW]}" for name, found in self._lists.items() if found)
        return f"{self.messages} messages, {self.taken} taken, {self.states}; {said or 'nothing went wrong'}"


def rows(url: str) -> list[Row]:
    """The whole outbox, read without blocking anybody."""
    engine = create_engine(url)
    with engine.connect() as connection:
        asked = select(Message.workspace, Message.person, Message.state, Message.attempts, Message.reason)
        found = [Row.model_validate(row) for row in connection.execute(asked)]
    engine.dispose()
    return found


def judge(messages: Sequence[Row], record: Sequence[Taken], silent: Mapping[str, float] = {}) -> Verdict:
    """Compare. `silent` has, by address, when that person was told that nothing more would come."""
    posts = [one for one in record if one.what == "post"]
    times = Counter(one.address for one in posts)
    marks = {row.person: mark_of(row.workspace, key(row.person)) for row in messages}
    states = {row.person: row.state for row in messages}
    unknown = sorted(who for who, state in states.items() if state == "unknown")
    strange = {one.address for one in posts if one.mark and one.mark != marks.get(one.address)}
    untold = {who for who in times if states.get(who) not in SAID | NEVER_OVER | {"unknown"}}
    return Verdict(
        messages=len(messages),
        taken=len(posts),
        changed=len(record) - len(posts),
        states=dict(Counter(states.values())),
        lost=sorted(who for who, state in states.items() if _lost(state, times[who])),
        repeated=sorted(who for who, often in times.items() if often > 1),
        wrong=sorted({one.address for one in record if one.at > silent.get(one.address, one.at)}),
        untrue=sorted(strange | untold),
        unknown=unknown,
        arrived=sum(times[who] > 0 for who in unknown),
    )


def _lost(state: str, times: int) -> bool:
    return state in NEVER_OVER or (state in SAID and times == 0)


def attempts(messages: Sequence[Row]) -> int:
    """The most attempts that any message needed."""
    return max(row.attempts for row in messages)
