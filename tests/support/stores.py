"""A store in memory, quick to make, for one of many examples."""

import sqlite3
from collections.abc import Sequence
from functools import cache

from sqlalchemy import Connection

from handlers.features import FEATURES
from handlers.registry.feature import Feature, together
from models.base import Base
from models.engine import open_engine
from models.store import Store

INFO: dict[object, object] = {"features": together(FEATURES)}  # the info of a session that is made by hand


def in_memory(features: Sequence[Feature] = FEATURES) -> Store:
    """A store with the tables from the models, which match the migrations."""
    engine = open_engine("sqlite://")
    with engine.connect() as connection:
        driver(connection).deserialize(tables())
    return Store(engine, {"features": together(features)})


@cache
def tables() -> bytes:
    """A database with empty tables: copying it takes a fortieth of the time that making them takes."""
    engine = open_engine("sqlite://")
    Base.metadata.create_all(engine)
    with engine.connect() as connection:
        made = driver(connection).serialize()
    engine.dispose()
    return made


def driver(connection: Connection) -> sqlite3.Connection:
    found = connection.connection.driver_connection
    assert isinstance(found, sqlite3.Connection)
    return found
