"""A campaign that an import names for the first time is a draft, which a champion has to start."""

from datetime import timedelta

from handlers.campaigns.reads import find_or_draft
from handlers.core.interaction import Card
from models import Campaign, Person
from tests.campaigns.test_campaigns import OPEN_DAY, made, refused
from tests.support.office import Office


async def imported(office: Office, name: str) -> str:
    return await office.store.run(
        lambda s: find_or_draft(s, s.get_one(Person, (office.workspace, "boss")), name, office.now)
    )


async def state(office: Office, campaign: str) -> str:
    return await office.store.run(lambda s: s.get_one(Campaign, (office.workspace, campaign)).state)


async def listed(office: Office, who: str) -> bool:
    card = await office.does(who, "campaigns")
    assert isinstance(card, Card)
    return "Spring" in card.model_dump_json()


async def test_an_imported_campaign_stays_a_draft_that_only_champions_see(office: Office):
    await office.champions("boss")
    await office.joins("anna")
    campaign = await imported(office, "Spring")
    office.now += timedelta(days=400)
    await office.rounds.make("end_campaigns")
    assert await state(office, campaign) == "draft"
    assert [await listed(office, who) for who in ("anna", "boss")] == [False, True]
    assert refused(await office.does("anna", "campaign", campaign), "not there any more")
    values = {**OPEN_DAY, "name": "Spring", "starts": "2027-04-10", "ends": "2027-04-30"}
    assert isinstance(await office.does("boss", "edit_campaign", f"0|{campaign}", values=values), Card)
    assert await state(office, campaign) == "active" and await listed(office, "anna")


async def test_an_import_finds_a_campaign_by_its_name_and_changes_nothing_of_it(office: Office):
    campaign = await made(office)
    assert await imported(office, " open   DAY ") == campaign and await state(office, campaign) == "active"
    assert await imported(office, "  ") == ""
