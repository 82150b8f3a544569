"""The tables are what the models say, on both databases, and a newer database is left alone."""

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from models import Base
from models.engine import open_engine
from models.migrate import NewerDatabase, configuration, migrate


def test_the_migrations_make_the_tables_of_the_models(database_url: str):
    engine = open_engine(database_url)
    migrate(engine)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    engine.dispose()


def test_migrating_twice_changes_nothing(database_url: str):
    engine = open_engine(database_url)
    migrate(engine)
    migrate(engine)
    engine.dispose()


def test_down_and_up_again(database_url: str):
    engine = open_engine(database_url)
    migrate(engine)
    with engine.begin() as connection:
        command.downgrade(configuration(connection), "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]
    migrate(engine)
    engine.dispose()


def test_a_database_from_a_newer_heraut_is_refused_with_a_sentence(database_url: str):
    engine = open_engine(database_url)
    migrate(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerDatabase, match=r"9999.*newer Heraut"):
        migrate(engine)
    engine.dispose()


def test_the_workspace_comes_first_in_every_key():
    firsts = {table.name: next(iter(table.primary_key.columns)).name for table in Base.metadata.sorted_tables}
    assert set(firsts.values()) == {"workspace"}, firsts
