"""When the database is away, or cannot write: told apart from mistakes in our own code."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

SQLITE = {
    sqlite3.SQLITE_BUSY: "another program keeps it locked",
    sqlite3.SQLITE_CANTOPEN: "its file cannot be opened",
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_IOERR: "the disk fails",
    sqlite3.SQLITE_PROTOCOL: "another program keeps it locked",
    sqlite3.SQLITE_READONLY: "its file is read-only",
}
POSTGRESQL = {  # by how SQLSTATE begins
    "08": "the connection is lost",
    "25006": "it is read-only",
    "40": "others were in the way",  # a deadlock: of two that waited for each other one had to go
    "53100": "its disk is full",
    "53": "it takes no more connections, or has no memory left",
    "55P03": "others were in the way",
    "57": "it is being stopped or started, or took too long",
    "58": "its disk fails",
}
PRIMARY = 0xFF  # of SQLite's result codes; the rest is detail


class Unavailable(Exception):
    """The database cannot be reached, or cannot write: nothing was changed, and later it may go.

    `in_doubt`: it was lost while it wrote, so that perhaps all was changed.
    """

    def __init__(self, reason: str, *, in_doubt: bool = False) -> None:
        super().__init__(f"The database is away: {reason}.")
        self.reason = reason
        self.in_doubt = in_doubt


class BrokenTransaction(Exception):
    """The database ended it by itself. The cause says why."""


class LostAtCommit(BrokenTransaction):
    """At its very end: nobody can tell whether all was written, or nothing."""


@contextmanager
def told_apart() -> Iterator[None]:
    """Raises `Unavailable` in the place of what means that; lets through whatever else is raised."""
    try:
        yield
    except (SQLAlchemyError, BrokenTransaction) as problem:
        if reason := why(problem):
            raise Unavailable(reason, in_doubt=isinstance(problem, LostAtCommit)) from problem
        raise


def why(problem: BaseException | None) -> str:
    """Why the database is away, without a name or an address; empty where the problem is another."""
    while problem is not None:
        if reason := _reason(problem):
            return reason
        problem = problem.__cause__ or problem.__context__
    return ""


def _reason(problem: BaseException) -> str:
    match problem:
        case sqlite3.Error():
            return SQLITE.get(getattr(problem, "sqlite_errorcode", 0) & PRIMARY, "")
        case psycopg.OperationalError(sqlstate=None):
            return "it cannot be reached"
        case psycopg.Error(sqlstate=str(state)):
            return next((reason for begins, reason in POSTGRESQL.items() if state.startswith(begins)), "")
        case NoConnectionFree():
            return "all connections are taken"
        case _:
            return ""
