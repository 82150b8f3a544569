"""Campaigns: made, changed, ended and reopened once, and the content that follows them."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from handlers.content import days
from handlers.content.offers import running
from handlers.core.interaction import Card, FormErrors, Notice, Reply
from models import Campaign, Content, Workspace
from tests.support.office import POSTING, Office, Values, pressed

OPEN_DAY: Values = {"name": "Open day", "goal": "A full hall.", "starts": "2026-03-04", "ends": "2026-04-30"}


async def made(office: Office, **more: str) -> str:
    card = await office.does("boss", "new_campaign", values={**OPEN_DAY, **more})
    assert isinstance(card, Card), card
    return pressed(card, "edit_campaign")


async def last_day(office: Office, content: str) -> date | None:
    return await office.store.run(lambda s: s.get_one(Content, (office.workspace, content)).last_day)


async def over(office: Office, content: str) -> bool:
    zone = "Europe/Amsterdam"
    return await office.store.run(
        lambda s: days.over(s.get_one(Content, (office.workspace, content)), office.now, zone)
    )


async def state(office: Office, content: str) -> str:
    return await office.store.run(lambda s: s.get_one(Content, (office.workspace, content)).state)


async def its(office: Office, campaign: str) -> tuple[str, datetime, datetime | None]:
    row = await office.store.run(lambda s: s.get_one(Campaign, (office.workspace, campaign)))
    return row.zone, row.starts_at, row.ends_at


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


async def test_a_campaign_that_ended_early_takes_the_content_with_its_days_along_and_brings_it_back(office: Office):
    campaign = await made(office)
    content = await office.posts(campaign=campaign)
    own = await office.posts(title="Bats", text_1="Bats hear.", text_2="", campaign=campaign, ends="2026-06-01")
    later = await office.posts(title="Cats", text_1="Cats nap.", text_2="", campaign=campaign, starts="2026-04-01")
    await office.after(minutes=5)
    await office.does("boss", "end_campaign", campaign)
    assert [await over(office, one) for one in (content, own)] == [True, False]
    assert await state(office, later) == "draft"
    await office.does("boss", "edit_campaign", f"1|{campaign}", values={**OPEN_DAY, "ends": "2026-05-10"})
    assert not await over(office, content) and await last_day(office, content) == date(2026, 5, 10)


async def test_one_that_has_not_begun_is_a_draft_again_when_it_is_ended(office: Office):
    campaign = await made(office, starts="2026-04-01")
    await office.does("boss", "end_campaign", campaign)
    await office.joins("anna")
    assert refused(await office.does("anna", "campaign", campaign), "not there any more")


async def test_a_campaign_keeps_its_zone_when_the_workspace_gets_another(office: Office):
    campaign = await made(office)
    before = await its(office, campaign)

    def moved(session: Session) -> None:
        session.get_one(Workspace, office.workspace).timezone = "Asia/Tokyo"

    await office.store.run(moved)
    await office.does("boss", "edit_campaign", f"0|{campaign}", values={**OPEN_DAY, "goal": "Two halls."})
    assert await its(office, campaign) == before


async def test_a_champion_who_leaves_leaves_their_campaigns_to_the_others(office: Office):
    await office.champions("boss", "carl")
    card = await office.does("carl", "new_campaign", values=OPEN_DAY)
    assert isinstance(card, Card)
    campaign = pressed(card, "edit_campaign")
    await office.does("carl", "end_role")
    row = await office.store.run(lambda s: s.get_one(Campaign, (office.workspace, campaign)))
    assert row.run_by == "boss"


async def test_content_of_a_running_campaign_is_ranked_before_other_content_until_it_ends(office: Office):
    campaign = await made(office)
    content = await office.posts(campaign=campaign)

    def named(session: Session) -> list[str]:
        return [offer.campaign for offer in running(session, office.now, office.workspace) if offer.id == content]

    assert await office.store.run(named) == ["Open day"]
    own = await office.posts(title="Bats", text_1="Bats hear.", text_2="", campaign=campaign, ends="2026-06-01")
    office.now += timedelta(days=70)
    assert [one for one in await office.store.run(lambda s: running(s, office.now, "W")) if one.campaign] == []
    assert own in {one.id for one in await office.store.run(lambda s: running(s, office.now, "W"))}


async def test_content_cannot_be_taken_into_a_campaign_that_is_over(office: Office):
    campaign = await made(office)
    content = await office.posts()
    await office.after(minutes=5)
    assert isinstance(await office.does("boss", "take_in", f"{campaign}|{content}"), Card)
    assert isinstance(await office.does("boss", "take_out", f"{campaign}|{content}"), Card)
    await office.does("boss", "end_campaign", campaign)
    assert refused(await office.does("boss", "take_in", f"{campaign}|{content}"), "is over")
    reply = await office.does("boss", "post", values={**POSTING, "url": "https://example.com/z", "campaign": campaign})
    assert isinstance(reply, FormErrors) and "is over" in reply.errors["campaign"]
