"""When the database is away or cannot write, as distinct from mistakes in our own code."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

SQLITE = {
    sqlite3.SQLITE_BUSY: "another program keeps it locked",
    sqlite3.SQLITE_CANTOPEN: "its file cannot be opened",
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_IOERR: "the disk is failing",
    sqlite3.SQLITE_PROTOCOL: "another program keeps it locked",
    sqlite3.SQLITE_READONLY: "its file is read-only",
}
POSTGRESQL = {  # by the start of SQLSTATE
    "08": "the connection is lost",
    "25006": "it is read-only",
    "40": "another change was in the way",  # a deadlock: one of two that waited for each other was undone
    "53100": "its disk is full",
    "53": "it accepts no more connections, or is out of memory",
    "55P03": "another change was in the way",
    "57": "it is being stopped or started, or took too long",
    "58": "its disk is failing",
}
PRIMARY = 0xFF  # the part of SQLite's result codes that matters; the rest is detail


class Unavailable(Exception):
    """The database cannot be reached or cannot write. Nothing was changed, and a later attempt may succeed.

    `in_doubt`: the connection was lost during the commit, so the change may have been made.
    """

    def __init__(self, reason: str, *, in_doubt: bool = False) -> None:
        super().__init__(f"The database is away: {reason}.")
        self.reason = reason
        self.in_doubt = in_doubt


class BrokenTransaction(Exception):
    """The database ended the transaction by itself. The cause says why."""


class LostAtCommit(BrokenTransaction):
    """The connection was lost at the commit: nobody can tell whether everything was written, or nothing."""


@contextmanager
def told_apart() -> Iterator[None]:
    """Turn errors that mean the database is away into `Unavailable`; let all others through."""
    try:
        yield
    except (SQLAlchemyError, BrokenTransaction, sqlite3.Error) as problem:
        if reason := why(problem):
            raise Unavailable(reason, in_doubt=isinstance(problem, LostAtCommit)) from problem
        raise


def why(problem: BaseException | None) -> str:
    """Why the database is away, without a name or an address; empty for any other problem."""
    while problem is not None:
        if reason := _reason(problem):
            return reason
        problem = problem.__cause__ or problem.__context__
    return ""


def _reason(problem: BaseException) -> str:
    match problem:
        case sqlite3.Error():
            return SQLITE.get(getattr(problem, "sqlite_errorcode", 0) & PRIMARY, "")
        case NoConnectionFree():
            return "all connections are taken"
        case _ if type(problem).__module__.startswith("psycopg"):
            return _reason_of_postgres(problem)
        case _:
            return ""


def _reason_of_postgres(problem: BaseException) -> str:
    import psycopg

    match problem:
        case psycopg.OperationalError(sqlstate=None):
            return "it cannot be reached"
        case psycopg.Error(sqlstate=str(state)):
            return next((reason for begins, reason in POSTGRESQL.items() if state.startswith(begins)), "")
        case _:
            return ""
