"""How work reaches the database: many threads where it takes many writers, one that commits together where not."""

import sqlite3
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from queue import Empty, SimpleQueue
from threading import Thread
from types import TracebackType
from typing import Literal, Protocol

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from models.engine import POSTGRES_THREADS
from models.unavailable import BrokenTransaction, LostAtCommit

BATCH = 16  # pieces of work in one commit at most: who waits for many more waits long, and saves little

Job = Callable[[Session], None]
Info = Mapping[object, object]


class Writer(Protocol):
    at_once: int  # pieces of work that go on at the same time

    def submit(self, job: Job) -> "Future[None]": ...
    def close(self) -> None: ...


def writer(engine: Engine, info: Info) -> Writer:
    """The one that suits the database. Each of its sessions gets a copy of `info`."""
    return GroupWriter(engine, info) if engine.dialect.name == "sqlite" else Pool(engine, info)


class Pool:
    """Each job on its own thread, in a transaction of its own: for servers that take many writers."""

    at_once = POSTGRES_THREADS

    def __init__(self, engine: Engine, info: Info) -> None:
        self._engine = engine
        self._info = {**info}
        self._threads = ThreadPoolExecutor(POSTGRES_THREADS, thread_name_prefix="store")

    def submit(self, job: Job) -> "Future[None]":
        return self._threads.submit(self._transact, job)

    def close(self) -> None:
        self._threads.shutdown()

    def _transact(self, job: Job) -> None:
        with Session(self._engine, expire_on_commit=False, info=self._info) as session:
            job(session)
            session.flush()
            try:
                session.commit()
            except DBAPIError as problem:
                if problem.connection_invalidated:
                    raise LostAtCommit from problem
                raise


class GroupWriter:
    """One thread, one connection: all jobs that wait are committed together, each in its own savepoint.

    One `fsync` then serves many. A batch that breaks as a whole (a full disk, a failed commit) is rolled
    back and run again one by one, so that only the guilty fails.
    """

    at_once = 1

    def __init__(self, engine: Engine, info: Info) -> None:
        self._info = {**info}
        self._connection = engine.connect()
        self._queue: SimpleQueue[tuple[Job, Future[None]] | None] = SimpleQueue()
        self._thread = Thread(target=self._serve, name="store", daemon=True)
        self._thread.start()

    def submit(self, job: Job) -> "Future[None]":
        done: Future[None] = Future()
        self._queue.put((job, done))
        return done

    def close(self) -> None:
        self._queue.put(None)
        self._thread.join()

    def _serve(self) -> None:
        with self._connection as connection:
            while (first := self._queue.get()) is not None:
                # From here on nobody can cancel it; who did so before is not served.
                batch = [job for job in (first, *self._waiting()) if job[1].set_running_or_notify_cancel()]
                _commit(connection, batch, self._info)

    def _waiting(self) -> list[tuple[Job, "Future[None]"]]:
        """The other jobs that are in the queue now, up to a full batch."""
        batch: list[tuple[Job, Future[None]]] = []
        while len(batch) < BATCH - 1:
            try:
                job = self._queue.get_nowait()
            except Empty:
                break
            if job is None:  # the end, to be met again by the outer loop
                self._queue.put(None)
                break
            batch.append(job)
        return batch


def _commit(connection: Connection, batch: list[tuple[Job, "Future[None]"]], info: dict[object, object]) -> None:
    transaction, begun = _Kept(), False
    problems: list[BaseException | None] = []
    with transaction, connection.begin():
        begun = True
        problems = [_in_savepoint(connection, job, info) for job, _ in batch]
    if transaction.problem is not None and begun and len(batch) > 1:
        for single in batch:
            _commit(connection, [single], info)
        return
    if transaction.problem is not None:  # where nothing has begun, it is nobody's own fault
        problems = [transaction.problem] * len(batch)
    for (_, done), problem in zip(batch, problems, strict=True):
        _tell(done, problem)


def _in_savepoint(connection: Connection, job: Job, info: dict[object, object]) -> BaseException | None:
    """What the job raised, or none. A transaction that is broken altogether raises from here instead."""
    outcome = _Kept()
    mode: Literal["create_savepoint"] = "create_savepoint"
    with Session(connection, join_transaction_mode=mode, expire_on_commit=False, info=info) as session:
        with outcome:
            job(session)
            session.commit()
        if outcome.problem is not None:
            session.rollback()
    driver = connection.connection.driver_connection
    if not (isinstance(driver, sqlite3.Connection) and driver.in_transaction):
        # SQLite ends the whole transaction by itself for a full disk and the like, and then says yes to COMMIT.
        raise BrokenTransaction from outcome.problem
    return outcome.problem


class _Kept:
    """Keeps what is raised inside it, for whoever waits for the work: nothing is swallowed."""

    problem: BaseException | None = None

    def __enter__(self) -> None: ...

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, where: TracebackType | None
    ) -> bool:
        self.problem = problem
        return True


def _tell(done: "Future[None]", problem: BaseException | None) -> None:
    if problem is None:
        done.set_result(None)
    else:
        done.set_exception(problem)
