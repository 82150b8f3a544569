"""Who reads the page of a campaign: the person whose address it is, for a month, while they take part."""

from datetime import timedelta

from aiohttp import ClientSession

from handlers.campaigns.address import campaign_path
from models import Campaign, Person
from tests.campaigns.test_campaigns import made
from tests.support.office import Office


async def path(office: Office, who: str, campaign: str) -> str:
    return await office.store.run(
        lambda s: campaign_path(
            s, s.get_one(Person, (office.workspace, who)), s.get_one(Campaign, (office.workspace, campaign)), office.now
        )
    )


async def page(http: ClientSession, path: str) -> tuple[int, str]:
    async with http.get(path) as reply:
        return reply.status, await reply.text()


async def test_a_campaign_without_content_has_a_page_and_a_card(office: Office, http: ClientSession):
    await office.joins("anna")
    status, text = await page(http, await path(office, "anna", await made(office)))
    assert status == 200 and "A full hall." in text and "Nothing belongs to it yet." in text


async def test_an_address_of_a_page_ends_after_a_month_and_cannot_be_made_up(office: Office, http: ClientSession):
    await office.joins("anna")
    address = await path(office, "anna", await made(office))
    office.now += timedelta(days=29)
    assert (await page(http, address))[0] == 200
    assert (await page(http, f"{address[:-3]}abc"))[0] == 404
    office.now += timedelta(days=2)
    assert (await page(http, address))[0] == 404


async def test_somebody_who_left_does_not_read_the_page_any_more(office: Office, http: ClientSession):
    await office.joins("anna")
    address = await path(office, "anna", await made(office))
    await office.does("anna", "leave")
    assert (await page(http, address))[0] == 404


async def test_a_draft_is_a_page_for_champions_alone(office: Office, http: ClientSession):
    await office.champions("boss")
    await office.joins("anna")
    campaign = await made(office, starts="2026-04-01")
    anna, boss = [await path(office, who, campaign) for who in ("anna", "boss")]
    await office.does("boss", "end_campaign", campaign)
    assert [(await page(http, one))[0] for one in (anna, boss)] == [404, 200]
