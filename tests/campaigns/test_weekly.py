"""A channel reads in its weekly message which campaigns are over, once."""

from datetime import UTC, datetime

from handlers.core.interaction import Card
from tests.support.office import Office


async def test_the_weekly_message_names_a_campaign_in_the_week_after_its_result_and_not_again(office: Office):
    await office.does("boss", "leaderboard", values={"text": "here"}, channel="C")
    values = {"name": "Open day", "starts": "2026-03-04", "ends": "2026-03-06"}
    assert isinstance(await office.does("boss", "new_campaign", values=values), Card)
    for day in (7, 8, 9, 16):
        office.now = datetime(2026, 3, day, 9, 30, tzinfo=UTC)
        await office.rounds.all()
        await office.after(minutes=1)
    first, second = office.told("C")
    assert "Campaigns that are over: “Open day”." in first.model_dump_json()
    assert "Open day" not in second.model_dump_json()
