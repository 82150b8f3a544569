"""Campaigns: made, changed, ended and reopened once, and the content that follows them."""

from datetime import date

from handlers.core.interaction import Card, FormErrors, Notice, Reply
from models import Content
from tests.support.office import Office, Values, pressed

OPEN_DAY: Values = {"name": "Open day", "goal": "A full hall.", "starts": "2026-03-04", "ends": "2026-04-30"}


async def made(office: Office, **more: str) -> str:
    card = await office.does("boss", "new_campaign", values={**OPEN_DAY, **more})
    assert isinstance(card, Card), card
    return pressed(card, "edit_campaign")


async def last_day(office: Office, content: str) -> date | None:
    return await office.store.run(lambda s: s.get_one(Content, (office.workspace, content)).last_day)


def refused(reply: Reply | None, words: str) -> bool:
    return isinstance(reply, Notice) and words in reply.text


async def wrong(office: Office, field: str, **more: str) -> str:
    reply = await office.does("boss", "new_campaign", values={**OPEN_DAY, **more})
    assert isinstance(reply, FormErrors), reply
    return reply.errors[field]


async def test_what_cannot_be_a_campaign_is_told_by_field(office: Office):
    assert "later than the beginning" in await wrong(office, "ends", ends="2026-03-03")
    assert "a year at most" in await wrong(office, "ends", ends="2027-04-08")
    assert "over already" in await wrong(office, "ends", starts="2026-02-01", ends="2026-03-03")
    assert "a number" in await wrong(office, "target", counts="shares", target="many")
    await made(office)
    assert "this name already" in await wrong(office, "name", name="open  DAY")


async def test_only_champions_make_campaigns(office: Office):
    await office.joins("anna")
    assert refused(await office.does("anna", "new_campaign", values=OPEN_DAY), "Only champions")
    await made(office)
    card = await office.does("anna", "campaigns")
    assert isinstance(card, Card) and "Open day" in card.model_dump_json()


async def test_new_content_takes_the_days_of_its_campaign_over(office: Office):
    campaign = await made(office)
    content = await office.posts(campaign=campaign)
    own = await office.posts(title="Bats", text_1="Bats hear.", text_2="", campaign=campaign, ends="2026-06-01")
    assert await last_day(office, content) == date(2026, 4, 30) and await last_day(office, own) == date(2026, 6, 1)
    await office.does("boss", "edit_campaign", f"0|{campaign}", values={**OPEN_DAY, "ends": "2026-05-10"})
    assert await last_day(office, content) == date(2026, 5, 10) and await last_day(office, own) == date(2026, 6, 1)


async def test_of_two_champions_who_edit_or_end_at_once_one_is_told_that_the_other_was_first(office: Office):
    campaign = await made(office)
    changed = {**OPEN_DAY, "goal": "Two halls."}
    assert isinstance(await office.does("boss", "edit_campaign", f"0|{campaign}", values=changed), Card)
    assert refused(await office.does("boss", "edit_campaign", f"0|{campaign}", values=OPEN_DAY), "meanwhile")
    await office.after(minutes=5)
    assert isinstance(await office.does("boss", "end_campaign", campaign), Card)
    assert refused(await office.does("boss", "end_campaign", campaign), "first")


async def test_a_result_is_told_once_and_once_more_after_the_campaign_was_reopened(office: Office):
    await office.champions("boss")
    campaign = await made(office, ends="2026-03-05")
    for _ in range(6):
        await office.after(days=1)
    told = [card for card in office.told("boss") if "Open day" in card.title]
    assert len(told) == 1
    assert isinstance(
        await office.does("boss", "edit_campaign", f"1|{campaign}", values={**OPEN_DAY, "ends": "2026-03-12"}), Card
    )
    for _ in range(6):
        await office.after(days=1)
    assert len([card for card in office.told("boss") if "Open day" in card.title]) == 2
