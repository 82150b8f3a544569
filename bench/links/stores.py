"""Databases with a hundred links and a given number of stored clicks."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from bench.company import PUBLIC
from handlers.core.workspaces import known_workspace
from handlers.features import open_store
from models import Click, Content, Link, Person
from models.engine import insert_new

LINKS = 100
# Every row is different: 40 days, with as many links and teams as it takes.
FILL = text(
    """
    INSERT INTO click (workspace, content, day, kind, link, network, team, source, times)
    WITH RECURSIVE row(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM row WHERE n + 1 < :clicks)
    SELECT 'T1', 'c', date('2026-01-01', (n % 40) || ' days'), 'person', printf('token%07d', n / 400), 'linkedin',
      'team ' || (n / 40 % 10), '', 1 FROM row
    """
)


def token(number: int) -> str:
    return f"bench{number:07d}"


async def filled(file: Path, clicks: int) -> str:
    """Create the database. Returns its address."""
    url = f"sqlite:///{file}"
    store = open_store(url)
    await store.run(partial(_fill, clicks=clicks))
    store.close()
    return url


def _fill(session: Session, *, clicks: int) -> None:
    now, here = datetime.now(UTC), {"workspace": "T1"}
    known_workspace(session, "T1", "slack", "Acme", now, PUBLIC)
    insert_new(session, Person, [{**here, "person": "U1", "met_at": now}])
    content = {"id": "c", "url": "https://acme.example/news/third-wind-farm-0", "title": "Wind", "state": "running"}
    insert_new(session, Content, [{**here, **content, "author": "U1", "starts_at": now, "created_at": now}])
    rows = [{"token": token(n), "content": "c", "kind": "gone", "made_at": now} for n in range(LINKS)]
    insert_new(session, Link, [{**here, **row} for row in rows])
    session.execute(text("UPDATE link SET kind = 'plain' WHERE token = :token"), {"token": token(0)})
    if clicks:
        session.execute(FILL, {"clicks": clicks})


async def counted(url: str) -> int:
    """How many clicks this run's link has."""
    store = open_store(url)
    times = select(func.sum(Click.times)).where(Click.link == token(0))
    found = await store.run(lambda session: session.scalar(times))
    store.close()
    return int(found or 0)
