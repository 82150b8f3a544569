"""The store: the one way to SQLite or PostgreSQL, for every transaction."""

import asyncio
import logging
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from models import store_file
from models.engine import open_engine, scrub
from models.migrate import NoStore, migrate
from models.unavailable import Unavailable, told_apart
from models.writers import Info, writer

__all__ = ["Store", "Unavailable"]

log = logging.getLogger("heraut.store")

T = TypeVar("T")
PATIENCE = 3.0  # seconds; a store that needs longer to write one row is no use to people
TOUCH = text("UPDATE alembic_version SET version_num = version_num")  # the smallest real write


class Store:
    """Runs each piece of work, a function of a session, in one transaction off the event loop."""

    def __init__(self, engine: Engine, info: Info | None = None) -> None:
        """`info` is given to every session as `session.info`."""
        self.engine = engine
        self.info = info or {}
        self._writer = writer(engine, self.info)
        self.at_once = self._writer.at_once  # how many pieces of work run at the same time
        self._question: asyncio.Task[bool] | None = None
        self._away = ""  # why the database is away; empty when it is not

    @classmethod
    def open(cls, url: str, info: Info | None = None, *, create: bool = True) -> "Store":
        """Connect, bring the tables up to date and start. Raises `NewerDatabase`, `NoStore`, `Unavailable`.

        `create`: whether to make a store where there is none.
        """
        if file := store_file.file_of(url):
            if create:
                store_file.create(file)
            elif file.parent.is_dir() and not store_file.holds_something(file):
                raise NoStore(f"There is no store at {file}.")
            store_file.make_private(file)
        engine = open_engine(url)
        with told_apart():
            migrate(engine, create=create)
        return cls(engine, info)

    async def run(self, work: Callable[[Session], T]) -> T:
        """Return the result of `work` once it is committed; if it raises, undo what it did. Raises `Unavailable`.

        Work may run again after a rollback, so it must act only on its session.
        """
        try:
            result = await self._attempt(work)
        except Unavailable as problem:
            self._note(problem.reason)
            raise
        if self._away:
            self._ask()  # because work that only reads also succeeds on a full disk
        return result

    async def well(self) -> bool:
        """Whether the store can write now. It really writes, and waits at most PATIENCE."""
        question = self._ask()
        await asyncio.wait({question}, timeout=PATIENCE)
        if not question.done():
            self._note(f"no answer within {PATIENCE:.0f} s")
        return question.done() and question.result()

    async def scrub(self) -> bool:
        """Clean the files of an SQLite store, so that nothing deleted can be read from their bytes.

        False if that has to be repeated, because somebody reads. On a server it does nothing.
        """
        with told_apart():
            return await asyncio.to_thread(scrub, self.engine)

    def close(self) -> None:
        """Finish waiting work, then disconnect."""
        self._writer.close()
        self.engine.dispose()

    async def _attempt(self, work: Callable[[Session], T]) -> T:
        results: list[T] = []
        with told_apart():
            await self._writer.run(lambda session: results.append(work(session)))
        return results[-1]

    def _ask(self) -> "asyncio.Task[bool]":
        """Ask once at a time, for everybody who wants to know."""
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
        """Log once when the database goes away and once when it is back, however many ask."""
        if away and not self._away:
            log.warning("the database is away: %s", away)
        elif self._away and not away:
            log.warning("the database is back")
        self._away = away
