"""What every test may ask for: a fresh database of either kind, and a browser."""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, settings
from sqlalchemy import URL

from handlers.features import open_store
from models.store import Store
from tests.stages.web.browser import Chromium
from tests.stages.web.browser import chromium as running
from tests.support import chromium, postgres
from tests.support.office import Office

# No time limits: the machine may be busy. The same examples on each machine that lands work; new ones at each desk.
# Not explained: that traces every line, which takes minutes for the largest cards.
PHASES = tuple(phase for phase in Phase if phase is not Phase.explain)
settings.register_profile("heraut", deadline=None, derandomize=bool(os.environ.get("CI")), phases=PHASES)
settings.load_profile("heraut")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[URL]:
    # Not in pytest's own folder: that of a long run is swept away when three others have begun since.
    with TemporaryDirectory(prefix="heraut-pg-") as folder, postgres.server(Path(folder) / "data") as url:
        yield url


@pytest.fixture(scope="session")
def postgres_tables(postgres_server: URL) -> Iterator[str]:
    """The name of a database that others are copied from: to make its tables takes longer than most tests."""
    with postgres.database(postgres_server) as url:
        open_store(url.render_as_string(hide_password=False)).close()
        yield url.database or ""


@pytest.fixture
def postgres_url(postgres_server: URL, postgres_tables: str) -> Iterator[str]:
    """A PostgreSQL database with nothing in its tables."""
    with postgres.database(postgres_server, postgres_tables) as url:
        yield url.render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def stoppable_server() -> Iterator[postgres.Stoppable]:
    """Another server, to be stopped at will."""
    with TemporaryDirectory(prefix="heraut-pg-") as folder, postgres.stoppable(Path(folder) / "data") as server:
        yield server


@pytest.fixture
def stoppable_url(stoppable_server: postgres.Stoppable) -> Iterator[str]:
    """A database without tables on it."""
    with postgres.database(stoppable_server.url) as url:
        yield url.render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def sqlite_tables() -> bytes:
    """What a file holds that others are copied from."""
    with TemporaryDirectory(prefix="heraut-sqlite-") as folder:
        path = Path(folder) / "heraut.db"
        open_store(f"sqlite:///{path}").close()
        return path.read_bytes()


@pytest.fixture
def sqlite_url(tmp_path: Path, sqlite_tables: bytes) -> str:
    """An SQLite file with nothing in its tables."""
    path = tmp_path / "heraut.db"
    path.write_bytes(sqlite_tables)
    return f"sqlite:///{path}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A database with nothing in its tables, once of each kind: what holds on one must hold on the other."""
    name = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    return str(request.getfixturevalue(name))


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without tables, likewise."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
    else:
        with postgres.database(request.getfixturevalue("postgres_server")) as url:
            yield url.render_as_string(hide_password=False)


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """The store on such a database."""
    store = open_store(database_url)
    yield store
    store.close()


@pytest.fixture
async def office(store: Store) -> Office:
    """An office where nobody has joined yet; `boss` manages the programme."""
    return await Office(store).open()


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """A browser to drive. Where there is none, the test fails and says what to do; it is never quietly left out."""
    if os.environ.get("HERAUT_NO_BROWSER"):
        pytest.skip("HERAUT_NO_BROWSER is set")
    return chromium.find() or pytest.fail(chromium.MISSING, pytrace=False)


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Chromium]:
    """One headless Chromium for the whole run."""
    with running(chromium_path) as chromium_:
        yield chromium_
