"""Content that returns, and the campaign that it belonged to."""

from datetime import date, timedelta

from sqlalchemy import select

from handlers.core.interaction import Card
from models import Content
from tests.campaigns.test_campaigns import OPEN_DAY, made
from tests.support.office import Office


async def returned(office: Office) -> list[str]:
    """Which content has a next round."""
    rows = select(Content.again_of).where(Content.again_of != "").order_by(Content.again_of)
    return await office.store.run(lambda session: [*session.scalars(rows)])


async def test_content_that_was_ended_with_its_campaign_does_not_come_back(office: Office):
    campaign = await made(office)
    await office.posts(campaign=campaign, ends="2026-04-30", rests="30")
    own = await office.posts(
        title="Bats", text_1="Bats hear.", text_2="", campaign=campaign, ends="2026-03-20", rests="30"
    )
    await office.after(minutes=5)
    await office.does("boss", "end_campaign", campaign)
    await office.after(days=20)
    assert await returned(office) == [own]


async def test_content_of_a_reopened_campaign_comes_back_after_its_last_day(office: Office):
    campaign = await made(office)
    content = await office.posts(campaign=campaign, ends="2026-04-30", rests="30")
    await office.after(minutes=5)
    await office.does("boss", "end_campaign", campaign)
    await office.after(days=1)
    await office.does("boss", "edit_campaign", f"1|{campaign}", values={**OPEN_DAY, "ends": "2026-03-20"})
    await office.after(days=20)
    assert await returned(office) == [content]
    rounds = select(Content.campaign).where(Content.again_of == content)
    assert await office.store.run(lambda session: session.scalar(rounds)) == ""


async def test_content_that_is_taken_out_of_an_ended_campaign_comes_back_as_content_of_its_own(office: Office):
    campaign = await made(office)
    content = await office.posts(campaign=campaign, ends="2026-04-30", rests="30")
    await office.after(minutes=5)
    office.now += timedelta(days=6)  # it is offered on seven days
    await office.does("boss", "end_campaign", campaign)
    await office.after(days=1)
    assert await returned(office) == []
    assert isinstance(await office.does("boss", "take_out", f"{campaign}|{content}"), Card)
    await office.after(minutes=11)
    assert await returned(office) == [content]
    [again] = await office.store.run(lambda s: s.scalars(select(Content).where(Content.again_of == content)).all())
    assert (again.campaign, again.first_day, again.last_day) == ("", date(2026, 4, 10), date(2026, 4, 16))
    await office.after(days=1)
    assert await returned(office) == [content]
