"""A claim of 25 turns, after many messages were sent."""

import math
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import NamedTuple

from sqlalchemy import Connection, Engine, insert, text
from sqlalchemy.orm import Session

from bench.outbox.stores import rest
from handlers.core.workspaces import known_workspace
from handlers.outbox.claims import BATCH, claim
from handlers.outbox.kinds import NUDGE
from handlers.outbox.queue import message_row
from models import Message
from models.engine import open_engine
from models.migrate import migrate

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
WORKSPACES = 100
CLAIMS = 400
CHUNK = 1_000_000
NUMBERS = {
    "sqlite": "WITH RECURSIVE series(i) AS (SELECT :first UNION ALL SELECT i + 1 FROM series WHERE i < :last)",
    "postgresql": "WITH series(i) AS (SELECT generate_series(CAST(:first AS int), CAST(:last AS int)))",
}
SENT = """
INSERT INTO message (workspace, key, kind, rank, subject, person, address, state, due_at, attempts, ref, changed,
                     reason, created_at, tried_at)
{numbers}
SELECT 'W' || (i % 100), 'nudge\\:U' || i || '.old\\:1', 'nudge', 3, 'U' || i || '.old', 'U' || i, 'U' || i, 'sent',
       :at, 1, 'D' || i || '\\:1', {false}, '', :at, :at
FROM series
"""


class Claims(NamedTuple):
    """How long claims take, in milliseconds, after `behind` messages were sent."""

    behind: int
    p50: float
    p99: float


def measure(url: str, amounts: tuple[int, ...]) -> Iterator[Claims]:
    """Measure claims after each of these amounts of messages."""
    engine = open_engine(url)
    migrate(engine)
    with Session(engine) as session, session.begin():
        for number in range(WORKSPACES):
            known_workspace(session, f"W{number}", "slack", "", NOW)
    behind = 0
    for day, amount in enumerate(amounts):
        _sent(engine, behind, amount)
        behind = amount
        yield _claims(engine, behind, NOW + timedelta(days=day))
    engine.dispose()


def _sent(engine: Engine, first: int, last: int) -> None:
    values = {"sqlite": "0", "postgresql": "false"}[engine.dialect.name]
    statement = text(SENT.format(numbers=NUMBERS[engine.dialect.name], false=values))
    for begin in range(first, last, CHUNK):
        with engine.begin() as connection:
            at = NOW - timedelta(days=30)
            when = at.strftime("%Y-%m-%d %H:%M:%S.%f") if engine.dialect.name == "sqlite" else at
            connection.execute(statement, {"first": begin + 1, "last": min(begin + CHUNK, last), "at": when})
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE" if engine.dialect.name == "postgresql" else "PRAGMA optimize")


def _claims(engine: Engine, behind: int, now: datetime) -> Claims:
    """Time claims. Far more messages wait than are claimed, spread over all workspaces."""
    with engine.begin() as connection:
        _waiting(connection, behind)
    rest(engine)
    times = []
    for number in range(CLAIMS):
        start = time.perf_counter()
        with Session(engine) as session, session.begin():
            turns = claim(session, {"slack": math.inf}, now + timedelta(seconds=number))
        times.append((time.perf_counter() - start) * 1000)
        if len(turns) != BATCH:
            raise RuntimeError(f"{len(turns)} claimed")
    times.sort()
    return Claims(behind, median(times), times[math.ceil(len(times) * 0.99) - 1])


def _waiting(connection: Connection, behind: int) -> None:
    names = [(f"W{number % WORKSPACES}", NUDGE.key(f"{behind}-{number}", "1")) for number in range(2 * CLAIMS * BATCH)]
    rows = [message_row(workspace, name, name.text, "U", NOW, NOW) for workspace, name in names]
    connection.execute(insert(Message), rows)
