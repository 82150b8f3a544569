"""The store: one door to SQLite or PostgreSQL, through which every transaction goes."""

import asyncio
import logging
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from models.engine import open_engine
from models.migrate import migrate
from models.unavailable import Unavailable, told_apart
from models.writers import Info, writer

__all__ = ["Store", "Unavailable"]

log = logging.getLogger("heraut.store")

T = TypeVar("T")
PATIENCE = 3.0  # seconds: a store that takes longer to write one row is of no use to people
TOUCH = text("UPDATE alembic_version SET version_num = version_num")  # the least that can be written, for real


class Store:
    """Runs work, each piece in one transaction; a piece is a function of its session, run off the event loop."""

    def __init__(self, engine: Engine, info: Info | None = None) -> None:
        """`info` is given to every session as `session.info`."""
        self.engine = engine
        self.info = info or {}
        self._writer = writer(engine, self.info)
        self.at_once = self._writer.at_once  # pieces of work that it does at the same time
        self._question: asyncio.Task[bool] | None = None
        self._away = ""  # why, as long as it is

    @classmethod
    def open(cls, url: str, info: Info | None = None) -> "Store":
        """Connect, bring the tables up to date, start. Raises `NewerDatabase`, `Unavailable`."""
        engine = open_engine(url)
        with told_apart():
            migrate(engine)
        return cls(engine, info)

    async def run(self, work: Callable[[Session], T]) -> T:
        """What `work` returns, once it is committed. What it raises undoes all that it did. Raises `Unavailable`.

        Work may be run again after a rollback, so it must not act on anything but its session.
        """
        try:
            result = await self._attempt(work)
        except Unavailable as problem:
            self._note(problem.reason)
            raise
        if self._away:
            self._ask()  # for work that only reads succeeds on a full disk too
        return result

    async def well(self) -> bool:
        """Whether what people do can be written now. It is tried, and waited for no longer than PATIENCE."""
        question = self._ask()
        await asyncio.wait({question}, timeout=PATIENCE)
        if not question.done():
            self._note(f"no answer within {PATIENCE:.0f} s")
        return question.done() and question.result()

    def close(self) -> None:
        """Finish what waits, then let go of the database."""
        self._writer.close()
        self.engine.dispose()

    async def _attempt(self, work: Callable[[Session], T]) -> T:
        results: list[T] = []
        with told_apart():
            await asyncio.wrap_future(self._writer.submit(lambda session: results.append(work(session))))
        return results[-1]

    def _ask(self) -> "asyncio.Task[bool]":
        """One question at a time, for all who want to know."""
        if self._question is None or self._question.done():
            self._question = asyncio.create_task(self._writes())
        return self._question

    async def _writes(self) -> bool:
        try:
            await self._attempt(lambda session: session.execute(TOUCH))
        except Unavailable as problem:
            self._note(problem.reason)
            return False
        self._note("")
        return True

    def _note(self, away: str) -> None:
        """In the log once when it goes away and once when it is back, however many ask meanwhile."""
        if away and not self._away:
            log.warning("the database is away: %s", away)
        elif self._away and not away:
            log.warning("the database is back")
        self._away = away
