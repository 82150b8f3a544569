"""The tables match the models on both databases, and a newer database is left alone."""

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect, text
from sqlalchemy.orm import Session

from handlers.encryption.signatures import hashed
from handlers.privacy.erasure import erase
from handlers.results.recount import check_totals
from models import Base, Person, Workspace
from models.engine import open_engine
from models.migrate import NewerDatabase, changing, configuration, migrate
from models.store import Store
from tests.recognition import company
from tests.results.test_totals import WEEKS as ACTS
from tests.results.test_totals import Days

EARLY = """
INSERT INTO workspace VALUES ('W', 'office', 'The Office', 'en', 'UTC', '2026-03-01 09:00');
INSERT INTO person (workspace, person, name, locale, timezone, role, joined_at, weekly_most, hours_from, hours_to,
  named, met_at) VALUES ('W', 'anna', '', 'en', 'UTC', 'employee', '2026-03-01', 2, 570, 990, false, '2026-03-01');
INSERT INTO preference VALUES ('W', 'anna', 'topic', 'Owls');
INSERT INTO content (workspace, id, url, title, description, image, site, why, state, author, starts_at, reason,
  created_at) VALUES ('W', 'c', '', 'Owls', '', '', '', '', 'running', 'anna', '2026-03-01', '', '2026-03-01');
INSERT INTO nudge (workspace, id, person, content, text, asked, round, planned_at)
  VALUES ('W', 'anna.c', 'anna', 'c', 0, false, 1, '2026-03-01');
INSERT INTO message (workspace, key, kind, subject, person, address, state, due_at, attempts, ref, reason, created_at)
  VALUES ('W', 'nudge:anna.c:1', 'nudge', 'anna.c', 'anna', 'anna', 'sent', '2026-03-01', 1, 'r', '', '2026-03-01')
"""
SHARE = """
INSERT INTO share (workspace, id, person, nudge, content, network, text, state, evidence, address, revision,
  started_at, opened_at, looks)
  VALUES ('W', :id, 'anna', 'anna.c', 'c', 'x', '', 'started', :evidence, :address, 0, '2026-03-01', :opened, 0)
"""

LATE = """
UPDATE workspace SET timezone = 'Europe/Amsterdam';
INSERT INTO person (workspace, person, name, locale, timezone, role, joined_at, weekly_most, hours_from, hours_to,
  named, met_at, team) SELECT 'W', who, '', 'en', 'UTC', 'employee', '2026-03-01', 2, 570, 990, false, '2026-03-01',
  'Sales' FROM (SELECT 'bob' AS who UNION SELECT 'cem' UNION SELECT 'dee') AS others;
INSERT INTO nudge (workspace, id, person, content, text, asked, round, planned_at)
  SELECT 'W', person || '.c', person, 'c', 0, false, 1, '2026-03-01 23:30' FROM person WHERE person <> 'anna';
UPDATE nudge SET digest = 'bob.c' WHERE person = 'bob';
INSERT INTO message (workspace, key, kind, subject, person, address, state, rank, changed, due_at, attempts, ref,
  reason, created_at) VALUES
  ('W', 'digest:bob.c', 'digest', 'bob.c', 'bob', 'bob', 'sent', 0, false, '2026-03-01', 1, 'r', '', '2026-03-01'),
  ('W', 'nudge:cem.c:1', 'nudge', 'cem.c', 'cem', 'cem', 'queued', 0, false, '2026-03-01', 0, NULL, '', '2026-03-01');
INSERT INTO share (workspace, id, person, nudge, content, network, text, state, evidence, address, revision,
  started_at, posted_at, looks)
  VALUES ('W', 's', 'dee', 'dee.c', 'c', 'x', '', 'posted', 'claimed', '', 0, '2026-03-02', '2026-03-02', 0);
INSERT INTO click (workspace, content, day, kind, link, network, team, source, times)
  VALUES ('W', 'c', '2026-03-08', 'person', '', 'x', 'Bats', '', 3),
  ('W', 'c', '2026-03-08', 'head', '', 'x', '', '', 9)
"""
DATED = """
UPDATE person SET timezone = 'America/New_York';
INSERT INTO person (workspace, person, name, locale, timezone, role, weekly_most, hours_from, hours_to, named, met_at)
  VALUES ('W', 'van', '', 'en', 'America/Vancouver', 'champion', 2, 570, 990, false, '2026-03-01'),
  ('W', 'eli', '', 'en', 'Europe/Atlantis', 'champion', 2, 570, 990, false, '2026-03-01');
UPDATE content SET starts_at = '2026-03-01 02:00', ends_at = '2026-04-01 04:00';
INSERT INTO content (workspace, id, url, title, why, state, author, starts_at, ends_at, reason, created_at, description,
  image, site, turn, way, important, campaign, hold_out, urgent_by) SELECT 'W', 'd', '', 'D', '', 'running', 'van',
  '2026-03-01 20:00', '2026-04-01 08:00', '', '2026-03-01', '', '', '', 0, 'share', false, '', 0, '' FROM workspace;
INSERT INTO content (workspace, id, url, title, why, state, author, starts_at, reason, created_at, description, image,
  site, turn, way, important, campaign, hold_out, urgent_by) VALUES ('W', 'e', '', 'E', '', 'running', 'eli',
  '2026-03-02', '', '2026-03-01', '', '', '', 0, 'share', false, '', 0, '')
"""
THOUGHTS = """
INSERT INTO thought (workspace, id, person, rough, text, champion, state, created_at)
  VALUES ('W', 'c', 'anna', 'hm', 'Hm.', '', 'dropped', '2026-03-01'),
  ('W', 'd', 'anna', 'hm', '', '', 'rough', '2026-03-01');
INSERT INTO share (workspace, id, person, nudge, content, network, text, state, evidence, address, revision,
  started_at, looks) VALUES ('W', 's', 'anna', 'anna.c', 'c', 'x', 'Hm.', 'dropped', 'claimed', '', 0, '2026-03-02', 0),
  ('W', 't', 'anna', 'anna.c', 'c', 'x', 'Owls!', 'started', 'claimed', '', 0, '2026-03-02', 0)
"""
COUNTED = "SELECT week, team, network, nudged, opened, posts_claimed, clicks FROM total"


def early(connection: Connection) -> None:
    """A store from long ago, with rows in it."""
    command.upgrade(configuration(connection), "0003")
    for row in EARLY.split(";"):
        connection.execute(text(row))


def test_the_migrations_create_the_tables_of_the_models(empty_url: str):
    engine = open_engine(empty_url)
    migrate(engine)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    engine.dispose()


def test_migrating_twice_changes_nothing(empty_url: str):
    engine = open_engine(empty_url)
    migrate(engine)
    migrate(engine)
    engine.dispose()


def test_migrations_can_be_undone_and_redone(empty_url: str):
    engine = open_engine(empty_url)
    migrate(engine)
    with changing(engine) as connection:
        command.downgrade(configuration(connection), "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]
    migrate(engine)
    engine.dispose()


def test_an_upgrade_keeps_all_rows_and_checks_advocates_at_once(empty_url: str):
    engine = open_engine(empty_url)
    with changing(engine) as connection:
        early(connection)
        before = {name: rows(connection, name) for name in ("preference", "nudge")}
    migrate(engine)
    with changing(engine) as connection:
        assert rows(connection, "preference") == [*before["preference"], ("W", "anna", "way", "share")]
        assert [row[: len(before["nudge"][0])] for row in rows(connection, "nudge")] == before["nudge"]
        assert connection.execute(text("SELECT count(*) FROM person WHERE next_at = joined_at")).scalar() == 1
        command.downgrade(configuration(connection), "0003")
        assert {name: rows(connection, name) for name in before} == before
    engine.dispose()


def test_nudges_from_before_there_were_totals_are_counted_in_their_week(empty_url: str):
    engine = open_engine(empty_url)
    with changing(engine) as connection:
        early(connection)
        command.upgrade(configuration(connection), "0009")
        for row in LATE.split(";"):
            connection.execute(text(row))
    migrate(engine)
    with changing(engine) as connection:
        weeks = connection.execute(text("SELECT id, week FROM nudge ORDER BY id")).all()
        due = [("anna.c", "2026-W09"), ("bob.c", "2026-W10"), ("cem.c", ""), ("dee.c", "2026-W10")]
        assert [tuple(row) for row in weeks] == due
        found = {tuple(row) for row in connection.execute(text(COUNTED)).all()}
        assert found == {
            ("2026-W09", "", "", 1, 0, 0, 0),
            ("2026-W10", "Sales", "", 2, 1, 1, 0),
            ("2026-W10", "Bats", "", 0, 0, 0, 3),
            ("2026-W10", "", "x", 0, 1, 1, 3),
        }
    engine.dispose()


def test_moments_of_content_become_days_where_its_author_is(empty_url: str):
    engine = open_engine(empty_url)
    with changing(engine) as connection:
        early(connection)
        command.upgrade(configuration(connection), "0014")
        for row in DATED.split(";"):
            connection.execute(text(row))
    migrate(engine)
    with changing(engine) as connection:
        found = connection.execute(text("SELECT id, first_day, last_day, zone FROM content ORDER BY id")).all()
        assert [tuple(map(str, row)) for row in found] == [
            ("c", "2026-02-28", "2026-03-31", "America/New_York"),
            ("d", "2026-03-01", "2026-03-31", "America/Vancouver"),
            ("e", "2026-03-02", "None", "UTC"),
        ]
    engine.dispose()


async def test_recounted_totals_equal_those_that_were_kept(store: Store):
    def played(session: Session) -> None:
        days = Days(session)
        for act in ACTS:
            days.play(*act)

    await store.run(played)
    with changing(store.engine) as connection:
        kept = sorted(rows(connection, "total"))
        command.downgrade(configuration(connection), "0009")
        both = text("SELECT count(*) FROM total WHERE team <> '' AND network <> ''")
        assert connection.execute(both).scalar()
        command.upgrade(configuration(connection), "head")
        assert sorted(rows(connection, "total")) == kept
    assert await store.run(check_totals) == []


async def test_points_by_week_that_a_migration_adds_up_equal_those_that_were_kept(store: Store):
    def played(session: Session) -> None:
        company.found(session, "acme", "bob", "cem")
        session.get_one(Workspace, "acme").timezone = "America/New_York"
        for day in (0, 3, 6, 7, 20, 21):
            for name in ("ann", "bob"):
                company.shares(session, name, f"{name}{day}", company.MONDAY + day * company.DAY)
        erase(session, session.get_one(Person, ("acme", "bob")), company.MONDAY + 30 * company.DAY)

    await store.run(played)
    with changing(store.engine) as connection:
        kept = sorted(rows(connection, "week_points"))
        command.downgrade(configuration(connection), "0029")
        command.upgrade(configuration(connection), "head")
        assert sorted(rows(connection, "week_points")) == kept
        assert len(kept) == 4


def test_a_downgrade_turns_stronger_evidence_into_what_was_known_before(empty_url: str):
    engine = open_engine(empty_url)
    with changing(engine) as connection:
        early(connection)
    migrate(engine)
    known = [("clicked", "", ""), ("verified", "https://a.example/1", ""), ("previewed", "", "2026-03-02")]
    with changing(engine) as connection:
        for name, (evidence, address, opened) in zip("abc", known, strict=True):
            share = {"id": name, "evidence": evidence, "address": address, "opened": opened or None}
            connection.execute(text(SHARE), share)
        command.downgrade(configuration(connection), "0007")
        found = connection.execute(text("SELECT evidence FROM share ORDER BY id")).scalars().all()
    assert found == ["claimed", "address", "opened"]
    engine.dispose()


def test_the_words_of_thoughts_that_were_taken_back_are_wiped(empty_url: str):
    engine = open_engine(empty_url)
    with changing(engine) as connection:
        early(connection)
        command.upgrade(configuration(connection), "0014")
        for row in THOUGHTS.split(";"):
            connection.execute(text(row))
    migrate(engine)
    with changing(engine) as connection:
        found = connection.execute(text("SELECT state, rough, text FROM thought ORDER BY state")).all()
        assert [tuple(row) for row in found] == [("dropped", "", ""), ("rough", "hm", "")]
        assert connection.execute(text("SELECT text FROM share ORDER BY id")).scalars().all() == ["", "Owls!"]
    engine.dispose()


def test_a_database_from_a_newer_heraut_is_refused_with_a_sentence(empty_url: str):
    engine = open_engine(empty_url)
    migrate(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerDatabase, match=r"9999.*newer Heraut"):
        migrate(engine)
    engine.dispose()


def test_rows_that_refer_to_nothing_stop_a_migration(sqlite_url: str):
    engine = open_engine(sqlite_url)
    migrate(engine)
    with changing(engine) as connection:
        connection.execute(text("INSERT INTO topic VALUES ('nowhere', 'Owls')"))
        with pytest.raises(RuntimeError, match="refer to rows that do not exist"):
            command.downgrade(configuration(connection), "0006")
        connection.rollback()
    engine.dispose()


def test_the_workspace_comes_first_in_every_key():
    firsts = {table.name: next(iter(table.primary_key.columns)).name for table in Base.metadata.sorted_tables}
    assert set(firsts.values()) == {"workspace"}, firsts


def rows(connection: Connection, table: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in connection.execute(text(f"SELECT * FROM {table}"))]


def test_secrets_in_old_addresses_of_pictures_are_hashed(empty_url: str):
    engine = open_engine(empty_url)
    with changing(engine) as connection:
        early(connection)
        command.upgrade(configuration(connection), "0021")
        asked = "INSERT INTO channel"
        asked += " (workspace, channel, name, locale, timezone, weekly, ranking, token, asked_by, asked_at)"
        values = "VALUES ('W', 'C1', '', 'en', 'UTC', true, true, 'secret', 'anna', '2026-03-02 00:00:00+00:00')"
        connection.execute(text(f"{asked} {values}"))
    migrate(engine)
    with changing(engine) as connection:
        assert connection.execute(text("SELECT token FROM channel")).scalar_one() == hashed("secret")
    engine.dispose()
