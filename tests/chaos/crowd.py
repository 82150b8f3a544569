"""A crowd: people in workspaces, each with one nudge waiting to be sent."""

from datetime import datetime, timedelta
from functools import partial

from pydantic import BaseModel, ConfigDict
from sqlalchemy.orm import Session

from handlers.core.workspaces import known_workspace
from handlers.outbox.kinds import NUDGE
from handlers.outbox.queue import message_row
from models import Content, Message, Nudge, Person, Reference, SuggestedText
from models.engine import insert_new
from models.store import Store

CONTENT, BOSS = "owl", 999_999  # the number of the person who posted it
ALL_DAY = {"hours_from": 0, "hours_to": 1439, "timezone": "UTC"}
CHUNK = 10_000  # people in one transaction


class Crowd(BaseModel):
    """A number of `people`, spread evenly over `workspaces`."""

    model_config = ConfigDict(frozen=True)

    people: int
    workspaces: int = 1
    platform: str = "slack"
    service: str = ""  # the address of Teams' connector
    lost: tuple[int, ...] = ()  # people whose nudge does not exist, so its card cannot be written

    def workspace(self, number: int) -> str:
        return "local" if self.platform == "teams" else f"T{number % self.workspaces:03}"

    def person(self, number: int) -> str:
        return f"U{number % self.workspaces:03}{number:06}"

    @property
    def all(self) -> list[tuple[str, str]]:
        """Everybody, as (workspace, person)."""
        return [(self.workspace(number), self.person(number)) for number in range(self.people)]


def key(person: str) -> str:
    """The key of the one message for that person."""
    return f"nudge:{person}.{CONTENT}:1"


async def gather(store: Store, crowd: Crowd, now: datetime) -> None:
    """Write the crowd to the store."""
    for number in range(crowd.workspaces):
        await store.run(partial(_found, crowd=crowd, number=number, now=now))
    for begin in range(0, crowd.people, CHUNK):
        numbers = range(begin, min(begin + CHUNK, crowd.people))
        await store.run(partial(_join, crowd=crowd, numbers=numbers, now=now))


def _found(session: Session, crowd: Crowd, number: int, now: datetime) -> None:
    here = {"workspace": crowd.workspace(number)}
    boss = f"U{number:03}{BOSS}"
    known_workspace(session, here["workspace"], crowd.platform, "Storm", now)
    insert_new(session, Person, [{**here, **ALL_DAY, "person": boss, "name": "Boss", "role": "manager", "met_at": now}])
    content = {"id": CONTENT, "url": "https://example.com/owl", "title": "What an owl taught us", "why": "Quieter."}
    since = {"state": "running", "author": boss, "starts_at": now - timedelta(days=1), "created_at": now}
    insert_new(session, Content, [{**here, **content, **since}])
    insert_new(session, SuggestedText, [{**here, "content": CONTENT, "position": 0, "text": "My colleagues …"}])


def _join(session: Session, crowd: Crowd, numbers: range, now: datetime) -> None:
    people, nudges, messages, references = [], [], [], []
    for number in numbers:
        here, person = {"workspace": crowd.workspace(number)}, crowd.person(number)
        nudge = f"{person}.{CONTENT}"
        people.append({**here, **ALL_DAY, "person": person, "name": person, "joined_at": now, "met_at": now})
        nudges.append({**here, "id": nudge, "person": person, "content": CONTENT, "planned_at": now})
        messages.append(message_row(here["workspace"], NUDGE.key(nudge, "1"), nudge, person, now, now, person))
        reference = f'{{"service": "{crowd.service}", "conversation": "{person}", "user": "{person}", "bot": "28:b"}}'
        references.append({**here, "address": person, "reference": reference, "heard_at": now})
    insert_new(session, Person, people)
    insert_new(session, Nudge, [row for number, row in zip(numbers, nudges, strict=True) if number not in crowd.lost])
    insert_new(session, Message, messages)
    if crowd.platform == "teams":
        insert_new(session, Reference, references)
