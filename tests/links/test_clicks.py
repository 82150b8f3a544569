"""Which clicks count as a person, for whose share, and what they prove."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from handlers.results.recount import check_totals
from models import Click, DayKey, Link, Person, Share, Total, Visit
from tests.links.conftest import BROWSER, LINKEDIN, Street, at, begins, evidence, posts, token_of
from tests.support.office import Office


@pytest.fixture
async def share(office: Office, street: Street) -> str:
    """Anna's share on LinkedIn, posted."""
    await office.posts()
    share, _ = await begins(office)
    await posts(office, share)
    return share


async def test_a_stranger_is_a_person_once_a_day(office: Office, street: Street, share: str):
    token = await token_of(office.store, share)
    for _ in range(3):
        await street.comes(token)
    assert await street.counted() == {"person": 1, "repeat": 2}
    office.now += timedelta(days=1)
    await street.comes(token)
    assert await street.counted() == {"person": 2, "repeat": 2}


async def test_behind_one_company_address_each_browser_is_a_person(office: Office, street: Street, share: str):
    token = await token_of(office.store, share)
    for version in range(120, 130):
        await street.comes(token, at("198.51.100.7", **{"User-Agent": f"Mozilla/5.0 Firefox/{version}.0"}))
    assert await street.counted() == {"person": 10}


async def test_the_person_who_opened_the_share_page_today_is_its_author(office: Office, street: Street, share: str):
    token = await token_of(office.store, share)
    await street.opens_share_page(share)
    await street.comes(token)
    await street.comes(token, at("203.0.113.9"))
    assert await street.counted() == {"author": 1, "person": 1}


async def test_the_author_of_one_share_is_a_person_at_another(office: Office, street: Street, share: str):
    other, token = await begins(office, "bob")
    assert other != share
    await street.opens_share_page(share)
    await street.comes(token)
    assert await street.counted() == {"person": 1}


async def test_a_forged_header_makes_nobody_another_person(office: Office, street: Street, share: str):
    token = await token_of(office.store, share)
    for forged in ("1.2.3.4", "5.6.7.8"):
        await street.comes(token, at(f"{forged}, 198.51.100.7"))
    assert await street.counted() == {"person": 1, "repeat": 1}


UNSEEN = {
    "head": ("HEAD", {}),
    "prefetch": ("GET", {"Sec-Purpose": "prefetch;prerender"}),
    "headless": ("GET", {"User-Agent": BROWSER["User-Agent"].replace("Firefox", "HeadlessChrome")}),
    "crawler": ("GET", {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"}),
    "preview": ("GET", LINKEDIN),
}


@pytest.mark.parametrize("kind", UNSEEN)
async def test_clicks_that_are_not_a_persons_are_counted_by_kind(office: Office, street: Street, share: str, kind: str):
    method, more = UNSEEN[kind]
    await street.comes(await token_of(office.store, share), {**BROWSER, **more}, method)
    assert await street.counted() == {kind: 1}
    assert await evidence(office, share) == ("previewed" if kind == "preview" else "claimed")


async def test_a_preview_by_another_network_proves_nothing(office: Office, street: Street, share: str):
    await street.comes(await token_of(office.store, share), {"User-Agent": "Twitterbot/1.0"})
    assert await street.counted() == {"preview": 1}
    assert await evidence(office, share) == "claimed"


async def test_a_person_proves_more_than_a_preview_and_neither_is_taken_back(
    office: Office, street: Street, share: str
):
    token = await token_of(office.store, share)
    await street.comes(token, LINKEDIN)
    await street.comes(token)
    await street.counted()
    assert await evidence(office, share) == "clicked"
    await street.comes(token, at("203.0.113.9", **LINKEDIN))
    await office.does("anna", "address", share, values={"address": "https://www.linkedin.com/posts/1"})
    await street.counted()
    assert await evidence(office, share) == "clicked"


async def test_the_running_totals_include_clicks_and_what_they_prove(office: Office, street: Street, share: str):
    token = await token_of(office.store, share)
    for address in ("198.51.100.7", "203.0.113.9"):
        await street.comes(token, at(address))
    assert await street.counted() == {"person": 2}
    rows = select(Total.clicks, Total.posts_claimed, Total.posts_clicked).where(Total.network == "linkedin")
    assert await office.store.run(lambda s: s.execute(rows).one()) == (2, 0, 1)
    assert await office.store.run(check_totals) == []


async def test_without_consent_clicks_count_only_for_the_content_and_the_team(office: Office, street: Street):
    await office.posts()
    share, token = await begins(office, "bob", clicks="")
    await office.store.run(lambda s: s.execute(update(Person).where(Person.person == "bob").values(team="Sales")))
    await posts(office, share, "bob")
    await street.comes(token)
    assert await street.counted() == {"person": 1}
    rows = await office.store.run(lambda s: s.execute(select(Click.link, Click.team, Click.network)).all())
    assert [tuple(row) for row in rows] == [("", "Sales", "linkedin")]
    assert await evidence(office, share) == "claimed"


@pytest.mark.parametrize("how", ["changes", "leaves", "undoes"])
async def test_nothing_counts_for_people_once_they_withdraw(office: Office, street: Street, share: str, how: str):
    token = await token_of(office.store, share)
    await street.comes(token)
    assert await street.theirs(token) == 1
    if how == "undoes":
        await office.does("anna", "undo", await _nudge(office, share))
    elif how == "leaves":
        await office.does("anna", "leave")
    else:
        await office.joins("anna", clicks="")
    await street.comes(token, at("203.0.113.9"))
    assert (await street.counted())["person"] == 2 and await street.theirs(token) == 1


async def test_a_link_that_is_gone_leads_on_and_counts_for_nobody(office: Office, street: Street, share: str):
    token = await token_of(office.store, share)
    gone = update(Link).where(Link.token == token).values(kind="gone", share=None)
    await office.store.run(lambda s: s.execute(gone))
    assert await street.comes(token) == (302, "https://example.com/owl")
    street.came = 0
    other, own = await begins(office, "bob")
    await street.comes(own)
    assert other and await street.counted() == {"person": 1}


async def test_the_days_secret_and_its_marks_are_deleted_when_the_day_is_over(
    office: Office, street: Street, share: str
):
    await street.comes(await token_of(office.store, share))
    await street.counted()
    await office.rounds.make("forget")
    assert await _left(office) == (1, 1)
    office.now += timedelta(days=1)
    await office.rounds.make("forget")
    assert await _left(office) == (0, 0)


async def _left(office: Office) -> tuple[int, int]:
    return await office.store.run(lambda s: (len(s.scalars(select(DayKey)).all()), len(s.scalars(select(Visit)).all())))


async def _nudge(office: Office, share: str) -> str:
    return await office.store.run(lambda s: s.get_one(Share, (office.workspace, share)).nudge)


async def test_clicks_of_fewer_than_five_people_are_not_reported(office: Office, street: Street, share: str):
    await many(street, await token_of(office.store, share), range(4))
    await street.counted()
    await office.after(days=1)
    assert _opened(office) == []


async def many(street: Street, token: str, people: range) -> None:
    for number in people:
        await street.comes(token, at(f"203.0.113.{number}"))


async def test_five_clicks_are_reported_once_a_day_after_posting(office: Office, street: Street, share: str):
    token = await token_of(office.store, share)
    await many(street, token, range(12))
    await street.counted()
    await office.after(hours=2)
    assert _opened(office) == []
    await office.after(hours=22)
    assert _opened(office) == ["Your link was opened 12 times since Wednesday 4 March."]
    await many(street, token, range(12, 30))
    await street.counted()
    await office.after(days=1)
    assert len(_opened(office)) == 1


@pytest.mark.parametrize("how", ["changes", "leaves"])
async def test_clicks_are_not_reported_to_people_who_do_not_want_to_hear(
    office: Office, street: Street, share: str, how: str
):
    await many(street, await token_of(office.store, share), range(8))
    await street.counted()
    if how == "leaves":
        await office.does("anna", "leave")
    else:
        await office.joins("anna", clicks="")
    await office.after(days=1)
    assert _opened(office) == []


async def test_the_report_of_clicks_waits_for_their_hours(office: Office, street: Street, share: str):
    office.now += timedelta(hours=9)  # seven in the evening
    await many(street, await token_of(office.store, share), range(8))
    await street.counted()
    await office.after(days=1)
    assert _opened(office) == []
    await office.after(hours=15)
    assert len(_opened(office)) == 1


def _opened(office: Office) -> list[str]:
    return [card.title for card in office.told("anna") if "Your link" in card.title]
