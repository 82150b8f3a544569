"""Planning: whom a round looks at, what it writes, and when it looks again."""

from alembic import command
from sqlalchemy import text

from models.engine import open_engine
from models.migrate import configuration, migrate

OLD = """
INSERT INTO workspace VALUES ('W', 'office', 'The Office', 'en', 'UTC', '2026-03-01 09:00');
INSERT INTO person (workspace, person, name, locale, timezone, role, joined_at, weekly_most, hours_from, hours_to,
  named, met_at) VALUES ('W', 'anna', '', 'en', 'UTC', 'employee', '2026-03-01', 2, 570, 990, false, '2026-03-01');
INSERT INTO preference VALUES ('W', 'anna', 'topic', 'Owls')
"""


def test_who_took_part_before_the_upgrade_keeps_their_wishes_and_is_looked_at_at_once(database_url: str):
    engine = open_engine(database_url)
    with engine.begin() as connection:
        command.upgrade(configuration(connection), "0003")
        for row in OLD.split(";"):
            connection.execute(text(row))
    migrate(engine)
    with engine.begin() as connection:
        assert connection.execute(text("SELECT next_at = joined_at FROM person")).scalar()
        assert connection.execute(text("SELECT value FROM preference")).scalar() == "Owls"
        command.downgrade(configuration(connection), "0003")
        assert connection.execute(text("SELECT value FROM preference")).scalar() == "Owls"
    engine.dispose()
