"""The words that content had before there were campaigns become campaigns, on both stores, and words once more."""

from alembic import command
from sqlalchemy import text

from models.engine import open_engine
from models.migrate import changing, configuration, migrate
from tests.store.test_migrations import early

WORDS = "UPDATE content SET campaign = 'Open  day', starts_at = '2026-03-01 00:00', created_at = '2026-03-01 00:00'"
FOUND = "SELECT campaign.name, content.campaign = campaign.id, campaign.run_by = content.author FROM content"
JOINED = " JOIN campaign ON campaign.workspace = content.workspace AND campaign.id = content.campaign"


def test_words_become_campaigns_and_words_once_more(empty_url: str):
    engine = open_engine(empty_url)
    with changing(engine) as connection:
        early(connection)
        command.upgrade(configuration(connection), "0048")
        connection.execute(text(WORDS))
        count = connection.execute(text("SELECT count(*) FROM content")).scalar()
    migrate(engine)
    with changing(engine) as connection:
        found = connection.execute(text(FOUND + JOINED)).all()
        assert [name for name, *_ in found] == ["Open day"] * (count or 0) and found
        assert all(belongs for _, belongs, _ in found)
        command.downgrade(configuration(connection), "0048")
        words = connection.execute(text("SELECT DISTINCT campaign FROM content")).scalars().all()
        assert words == ["Open day"]
    engine.dispose()
