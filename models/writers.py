"""How work reaches the database: many threads on PostgreSQL, one that commits together on SQLite, none in memory."""

import asyncio
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from types import TracebackType
from typing import Literal, NamedTuple, Protocol

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from models.engine import POSTGRES_THREADS, in_memory
from models.unavailable import BrokenTransaction, LostAtCommit

MODE: Literal["create_savepoint"] = "create_savepoint"
JOINED: Literal["rollback_only"] = "rollback_only"
BATCH = 64  # the most pieces of work in one commit; more are rarely waiting at once

Job = Callable[[Session], None]
Info = Mapping[object, object]


class Writer(Protocol):
    at_once: int  # how many pieces of work run at the same time

    async def run(self, job: Job) -> None:
        """Return once it is committed; raise what it raised."""

    def close(self) -> None: ...


def writer(engine: Engine, info: Info) -> Writer:
    """The writer that suits the database. Each of its sessions gets a copy of `info`."""
    if engine.dialect.name != "sqlite":
        return Pool(engine, info)
    return InMemory(engine, info) if in_memory(engine.url) else GroupWriter(engine, info)


class Pool:
    """Runs each job on a thread, in its own transaction: for servers that allow many writers."""

    at_once = POSTGRES_THREADS

    def __init__(self, engine: Engine, info: Info) -> None:
        self._engine = engine
        self._info = {**info}
        self._threads = ThreadPoolExecutor(POSTGRES_THREADS, thread_name_prefix="store")

    async def run(self, job: Job) -> None:
        await asyncio.get_running_loop().run_in_executor(self._threads, self._transact, job)

    def close(self) -> None:
        self._threads.shutdown()

    def _transact(self, job: Job) -> None:
        with self._engine.connect() as connection:
            transaction = connection.begin()
            with Session(connection, join_transaction_mode=JOINED, info=self._info) as session:
                job(session)
                session.flush()
            try:
                transaction.commit()
            except DBAPIError as problem:
                if problem.connection_invalidated:
                    raise LostAtCommit from problem
                raise


class GroupWriter:
    """One thread and one connection commit all waiting jobs together, each in its own savepoint.

    One `fsync` then serves many. A batch that fails as a whole (a full disk, a failed commit) is rolled back and run
    again one job at a time, so that only the job at fault fails.
    """

    at_once = 1

    def __init__(self, engine: Engine, info: Info) -> None:
        self._info = {**info}
        self._connection = engine.connect()
        self._queue: SimpleQueue[_Waiting | None] = SimpleQueue()
        self._thread = Thread(target=self._serve, name="store", daemon=True)
        self._thread.start()

    async def run(self, job: Job) -> None:
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._queue.put(_Waiting(job, done))
        await done

    def close(self) -> None:
        self._queue.put(None)
        self._thread.join()

    def _serve(self) -> None:
        with self._connection as connection:
            while (first := self._queue.get()) is not None:
                # From here on, jobs cannot be cancelled; those cancelled before are skipped.
                batch = [one for one in (first, *self._waiting()) if not one.done.cancelled()]
                _tell(_commit(connection, batch, self._info))

    def _waiting(self) -> "list[_Waiting]":
        """The other jobs that are in the queue now, up to a full batch."""
        batch: list[_Waiting] = []
        while len(batch) < BATCH - 1:
            try:
                job = self._queue.get_nowait()
            except Empty:
                break
            if job is None:  # the end marker, put back for the outer loop
                self._queue.put(None)
                break
            batch.append(job)
        return batch


class InMemory:
    """Runs each job at once, where it was asked for: no disk keeps anybody waiting, so a thread only costs time."""

    at_once = 1

    def __init__(self, engine: Engine, info: Info) -> None:
        self._info = {**info}
        self._connection = engine.connect()
        self._turn = Lock()  # in case two threads ask

    async def run(self, job: Job) -> None:
        connection = self._connection
        # Begun here, so that prepared statements need not ask the session for its transaction.
        with (
            self._turn,
            connection.begin(),
            Session(connection, join_transaction_mode=JOINED, info=self._info) as session,
        ):
            job(session)
            session.flush()

    def close(self) -> None:
        self._connection.close()


class _Waiting(NamedTuple):
    """A job, and who waits for it."""

    job: Job
    done: "asyncio.Future[None]"


Outcome = tuple[_Waiting, BaseException | None]  # what the job raised, or None


def _commit(connection: Connection, batch: Sequence[_Waiting], info: dict[object, object]) -> list[Outcome]:
    transaction, begun = _Kept(), False
    problems: list[BaseException | None] = []
    with transaction, connection.begin():
        begun = True
        problems = [_in_savepoint(connection, one.job, info) for one in batch]
    if transaction.problem is not None and begun and len(batch) > 1:
        return [outcome for one in batch for outcome in _commit(connection, [one], info)]
    if transaction.problem is not None:  # if nothing had begun, no single job is at fault
        problems = [transaction.problem] * len(batch)
    return [*zip(batch, problems, strict=True)]


def _in_savepoint(connection: Connection, job: Job, info: dict[object, object]) -> BaseException | None:
    """What the job raised, or None. Raises if the whole transaction is broken."""
    outcome, driver = _Kept(), connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        raise TypeError("not SQLite")
    driver.execute("SAVEPOINT job")  # what is prepared runs in it; the ORM begins another one when it is first used
    with outcome, Session(connection, join_transaction_mode=MODE, expire_on_commit=False, info=info) as session:
        job(session)
        session.commit()
    if not driver.in_transaction:
        # On a full disk and the like, SQLite ends the whole transaction by itself, and then still accepts COMMIT.
        raise BrokenTransaction from outcome.problem
    if outcome.problem is not None:
        driver.execute("ROLLBACK TO job")
    driver.execute("RELEASE job")
    return outcome.problem


class _Kept:
    """Catches what is raised inside it, to pass on to the caller that waits for the work."""

    problem: BaseException | None = None

    def __enter__(self) -> None: ...

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, where: TracebackType | None
    ) -> bool:
        self.problem = problem
        return True


def _tell(outcomes: Sequence[Outcome]) -> None:
    """Tell everybody who waits, and wake each event loop only once."""
    for loop in {waiting.done.get_loop() for waiting, _ in outcomes}:
        with suppress(RuntimeError):  # it was closed, so nobody waits any more
            loop.call_soon_threadsafe(_settle, [one for one in outcomes if one[0].done.get_loop() is loop])


def _settle(outcomes: Sequence[Outcome]) -> None:
    for waiting, problem in outcomes:
        if waiting.done.done():  # it was cancelled
            continue
        if problem is None:
            waiting.done.set_result(None)
        else:
            waiting.done.set_exception(problem)
