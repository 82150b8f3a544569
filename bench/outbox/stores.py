"""Both stores as an administrator would run them: what is committed is on disk."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Engine

from tests.support import postgres

CAREFUL = ("fsync", "full_page_writes", "synchronous_commit")  # the tests' server turns these off


@contextmanager
def server(folder: Path) -> Iterator[URL]:
    """Run our own PostgreSQL server."""
    with postgres.server(folder / "pg") as url:
        with postgres.connect(url) as connection:
            for setting in CAREFUL:
                connection.execute(f"ALTER SYSTEM SET {setting} = on")
            connection.execute("SELECT pg_reload_conf()")
        yield url


@contextmanager
def fresh(kind: str, folder: Path, pg: URL) -> Iterator[str]:
    """The address of an empty database of that kind."""
    if kind == "sqlite":
        file = folder / "outbox.db"
        for old in folder.glob(f"{file.name}*"):
            old.unlink()
        yield f"sqlite:///{file}"
    else:
        with postgres.database(pg) as url:
            yield url.render_as_string(hide_password=False)


def rest(engine: Engine) -> None:
    """Vacuum and gather statistics, so that a server is not still busy with having been filled."""
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")
            connection.exec_driver_sql("CHECKPOINT")
