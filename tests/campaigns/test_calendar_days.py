"""A campaign has its first and its last day on the calendar, while it runs or is coming."""

from datetime import date

from handlers.campaigns.entries import campaign_days
from models import Person
from tests.campaigns.test_campaigns import OPEN_DAY, made
from tests.support.office import Office

FIRST, LAST = date(2026, 3, 4), date(2026, 4, 30)


async def days(office: Office, first: date = FIRST, last: date = LAST) -> list[tuple[str, date]]:
    def read(session):
        person = session.get_one(Person, (office.workspace, "anna"))
        return [(entry.label.partition(":")[0], entry.first) for entry in campaign_days(session, person, first, last)]

    return await office.store.run(read)


async def test_the_first_and_the_last_day_are_on_the_calendar_and_each_only_where_it_is(office: Office):
    await office.joins("anna")
    await made(office)
    assert await days(office) == [("Campaign begins", FIRST), ("Last day of the campaign", LAST)]
    assert await days(office, date(2026, 3, 5)) == [("Last day of the campaign", LAST)]
    assert await days(office, FIRST, date(2026, 4, 29)) == [("Campaign begins", FIRST)]
    assert await days(office, date(2026, 3, 5), date(2026, 4, 29)) == []


async def test_a_campaign_of_one_day_is_there_once(office: Office):
    await office.joins("anna")
    await made(office, starts="2026-03-09", ends="2026-03-09")
    assert await days(office) == [("Campaign begins", date(2026, 3, 9))]


async def test_a_campaign_that_ended_early_or_is_a_draft_again_has_no_days(office: Office):
    await office.joins("anna")
    running, coming = await made(office), await made(office, name="Spring", starts="2026-04-01")
    await office.after(minutes=5)
    for campaign in (running, coming):
        await office.does("boss", "end_campaign", campaign)
    assert await days(office) == []
    await office.does("boss", "edit_campaign", f"1|{running}", values=OPEN_DAY)
    assert len(await days(office)) == 2
