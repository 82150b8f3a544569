"""Fixtures for every test: a fresh database of either kind, and a browser."""

import gc
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from aiohttp import ClientSession
from hypothesis import Phase, settings
from sqlalchemy import URL

from handlers.features import open_store
from models.store import Store
from tests.stages.web.browser import Chromium
from tests.stages.web.browser import chromium as running
from tests.support import chromium, memory, postgres
from tests.support.office import Office
from tests.support.pages import pages_of

# No time limits, because the machine may be busy. Machines that land work use fixed examples, and desks use new ones.
# No explain phase: it traces every line, which takes minutes for the largest cards.
PHASES = tuple(phase for phase in Phase if phase is not Phase.explain)
settings.register_profile("heraut", deadline=None, derandomize=bool(os.environ.get("CI")), phases=PHASES)
settings.load_profile("heraut")
memory.use()
gc.set_threshold(10_000, 10, 10)


def pytest_collection_finish() -> None:
    """Take what is loaded by now out of the garbage collector's sight: each look at all of it takes half a second."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[URL]:
    # Not in pytest's own folder, which is deleted under a long run once three others have started.
    with TemporaryDirectory(prefix="heraut-pg-") as folder, postgres.server(Path(folder) / "data") as url:
        yield url


@pytest.fixture(scope="session")
def postgres_tables(postgres_server: URL) -> Iterator[str]:
    """A database to copy others from, because creating the tables takes longer than most tests. Yields its name."""
    with postgres.database(postgres_server) as url:
        open_store(url.render_as_string(hide_password=False)).close()
        yield url.database or ""


@pytest.fixture
def postgres_url(postgres_server: URL, postgres_tables: str) -> Iterator[str]:
    """A PostgreSQL database with empty tables."""
    with postgres.database(postgres_server, postgres_tables) as url:
        yield url.render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def stoppable_server() -> Iterator[postgres.Stoppable]:
    """Another server, which tests may stop."""
    with TemporaryDirectory(prefix="heraut-pg-") as folder, postgres.stoppable(Path(folder) / "data") as server:
        yield server


@pytest.fixture
def stoppable_url(stoppable_server: postgres.Stoppable) -> Iterator[str]:
    """A database without tables, on the server that tests may stop."""
    with postgres.database(stoppable_server.url) as url:
        yield url.render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def sqlite_tables() -> bytes:
    """The bytes of an SQLite file to copy others from."""
    with TemporaryDirectory(prefix="heraut-sqlite-") as folder:
        path = Path(folder) / "heraut.db"
        open_store(f"sqlite:///{path}").close()
        return path.read_bytes()


@pytest.fixture
def sqlite_url(tmp_path: Path, sqlite_tables: bytes) -> str:
    """An SQLite file with empty tables."""
    path = tmp_path / "heraut.db"
    path.write_bytes(sqlite_tables)
    return f"sqlite:///{path}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A database with empty tables, once of each kind: what holds on one must hold on the other."""
    name = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    return str(request.getfixturevalue(name))


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without tables, once of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
    else:
        with postgres.database(request.getfixturevalue("postgres_server")) as url:
            yield url.render_as_string(hide_password=False)


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """A store on a database with empty tables."""
    store = open_store(database_url)
    yield store
    store.close()


@pytest.fixture
async def office(store: Store) -> Office:
    """An office where nobody has joined yet. `boss` is the programme manager."""
    return await Office(store).open()


@pytest.fixture
async def http(office: Office) -> AsyncIterator[ClientSession]:
    """The pages of all features, at the office's public address."""
    async with pages_of(office) as session:
        yield session


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The path of a browser. Without one the test fails and says what to do; it is never quietly skipped."""
    if os.environ.get("HERAUT_NO_BROWSER"):
        pytest.skip("HERAUT_NO_BROWSER is set")
    return chromium.find() or pytest.fail(chromium.MISSING, pytrace=False)


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Chromium]:
    """One headless Chromium for the whole run."""
    with running(chromium_path) as chromium_:
        yield chromium_
