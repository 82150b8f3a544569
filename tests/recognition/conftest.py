"""A session in a store, for tests that need nothing else."""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from models.store import Store
from tests.support.stores import INFO


@pytest.fixture
def session(store: Store) -> Iterator[Session]:
    """One transaction, never committed."""
    with Session(store.engine, info=INFO) as session:
        yield session
        session.rollback()
