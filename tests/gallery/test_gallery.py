"""The page of what can be shared: at its person's address alone, in every order, and shared from with one tap."""

import re
from datetime import timedelta

from aiohttp import ClientSession
from sqlalchemy import insert, select, update

from handlers.core.buttons import all_of
from handlers.core.interaction import Card
from models import Content, Nudge, Person, Released, Share
from tests.stages.web.axe import barriers
from tests.stages.web.browser import Chromium
from tests.support.office import Office

TITLE = re.compile(r'<span class="preview-title">([^<]*)</span>')
PICK = re.compile(r'name="pick" value="([^"]*)"')


async def posted(office: Office, *titles: str, **more: str | tuple[str, ...]) -> list[str]:
    found = []
    for title in titles:
        office.now += timedelta(minutes=1)
        found.append(await office.posts("boss", title=title, url=f"https://example.com/{title}", **more))
    return found


async def address(office: Office, who: str = "anna") -> str:
    card = await office.does(who, "gallery")
    assert isinstance(card, Card)
    return next(button.link for button in all_of(card) if button.link)


async def read(http: ClientSession, path: str) -> str:
    async with http.get(path) as response:
        assert response.status == 200, await response.text()
        assert response.headers["Referrer-Policy"] == "no-referrer" and response.headers["Cache-Control"] == "no-store"
        return await response.text()


async def test_the_list_by_topic_language_and_order_without_any_script(office: Office, http: ClientSession):
    await office.joins("anna")
    await posted(office, "Owls", "Blades", topics=("Nature",))
    await posted(office, "Jobs", topics=("People",), languages=("nl",))
    path = await address(office)
    page = await read(http, path)
    assert {*TITLE.findall(page)} == {"Owls", "Blades", "Jobs"} and "<script" not in page
    links = {label: link for link, label in re.findall(r'<a href="(\?look=[^"]*)"[^>]*>([^<]*)</a>', page)}
    assert TITLE.findall(await read(http, path + links["Newest"])) == ["Jobs", "Blades", "Owls"]
    assert TITLE.findall(await read(http, path + links["People"])) == ["Jobs"]
    assert TITLE.findall(await read(http, path + links["Nederlands"])) == ["Jobs"]
    assert len(TITLE.findall(await read(http, path + links["Everything"]))) == 3


async def test_more_than_twelve_are_on_several_pages(office: Office, http: ClientSession):
    await office.joins("anna")
    await posted(office, *(f"T{number}" for number in range(14)))
    path = await address(office)
    pages = [TITLE.findall(await read(http, f"{path}?look=new||{number}")) for number in range(3)]
    assert [len(titles) for titles in pages] == [12, 2, 0] and len({*pages[0], *pages[1]}) == 14


async def test_how_many_shared_it_is_told_of_five_and_more_only_and_no_order_gives_fewer_away(
    office: Office, http: ClientSession
):
    await office.joins("anna")
    few, many, _ = await posted(office, "Few", "Many", "None")
    day = {"workspace": office.workspace, "day": "2026-03-04", "part": "all", "week": "2026-W10"}
    rows = [{**day, "content": few, "shared": 4}, {**day, "content": many, "shared": 6}]
    await office.store.run(lambda session: session.execute(insert(Released), rows))
    page = await read(http, f"{await address(office)}?look=shared||0")
    assert re.findall(r"(\d+) colleagues shared it", page) == ["6"]
    newest = TITLE.findall(await read(http, f"{await address(office)}?look=new||0"))
    assert TITLE.findall(page) == ["Many", *(title for title in newest if title != "Many")]


async def test_one_tap_begins_the_share_and_a_second_leads_to_the_same(office: Office, http: ClientSession):
    await office.joins("anna")
    [content] = await posted(office, "Owls")
    path = await address(office)
    assert PICK.findall(await read(http, path)) == [content]
    there = []
    for _ in range(2):
        async with http.post(path, data={"pick": content}, allow_redirects=False) as response:
            assert response.status == 303
            there.append(response.headers["Location"])
    assert there[0] == there[1] and there[0].startswith("/share/")
    rows = await office.store.run(lambda s: s.execute(select(Nudge.person, Nudge.answer, Nudge.asked)).all())
    assert [*rows] == [("anna", "share", True)]
    assert await office.store.run(lambda s: s.scalars(select(Share.person)).all()) == ["anna"]
    assert TITLE.findall(await read(http, path)) == []


async def test_what_ended_meanwhile_is_told_and_nothing_is_shared(office: Office, http: ClientSession):
    await office.joins("anna")
    one, _ = await posted(office, "Owls", "Blades")
    path = await address(office)
    await office.does("boss", "stop", one)
    for pick in (one, "", "nothing"):
        async with http.post(path, data={"pick": pick}) as response:
            page = await response.text()
            assert response.status == 422 and "This is no longer offered" in page and "Blades" in page
    assert await office.store.run(lambda s: s.scalars(select(Share.id)).all()) == []


async def test_while_everything_is_paused_nothing_is_shared(office: Office, http: ClientSession):
    await office.joins("anna")
    [content] = await posted(office, "Owls")
    path = await address(office)
    await office.does("boss", "pause_all", "yes")
    async with http.post(path, data={"pick": content}, allow_redirects=False) as response:
        assert response.status == 422
    assert await office.store.run(lambda s: s.scalars(select(Share.id)).all()) == []


async def test_what_is_not_shared_with_a_tap_has_no_button(office: Office, http: ClientSession):
    await office.joins("anna", ways=("share", "react"))
    [content] = await posted(office, "Ask")
    await office.store.run(lambda session: session.execute(update(Content).values(way="react")))
    path = await address(office)
    page = await read(http, path)
    assert TITLE.findall(page) == ["Ask"] and PICK.findall(page) == [] and "Answer it in your chat" in page
    async with http.post(path, data={"pick": content}, allow_redirects=False) as response:
        assert response.status == 422


async def test_the_address_works_for_a_month_for_its_person_and_while_they_take_part(
    office: Office, http: ClientSession
):
    await office.joins("anna")
    await posted(office, "Owls")
    path = await address(office)
    for wrong in (f"{path}x", "/browse/none", "/browse/a.b"):
        async with http.get(wrong) as response:
            assert response.status == 404
    office.now += timedelta(days=29)
    await read(http, path)
    office.now += timedelta(days=2)
    async with http.get(path) as response:
        assert response.status == 404
    path = await address(office)
    await office.does("anna", "leave")
    await office.joins("anna")
    async with http.get(path) as response:
        assert response.status == 404  # an address from before they left


async def test_the_page_is_in_the_language_of_its_person(office: Office, http: ClientSession):
    await office.joins("anna")
    await posted(office, "Owls")
    await office.store.run(lambda s: s.execute(update(Person).values(language="nl", locale="nl")))
    page = await read(http, await address(office))
    assert '<html lang="nl">' in page and "Wat je kunt delen" in page and ">Delen<" in page


async def test_strangers_and_channels_get_no_address(office: Office):
    card = await office.does("eva", "gallery")
    assert isinstance(card, Card) and card.title == "Join first"


async def test_the_page_has_no_barrier(office: Office, http: ClientSession, browser: Chromium):
    await office.joins("anna")
    await posted(office, "Owls", topics=("Nature",))
    await posted(office, *(f"T{number}" for number in range(13)))
    async with http.get(await address(office)) as response:
        there = str(response.url)

    async def looked_at() -> list[str]:
        context = await browser.browser.new_context()
        page = await context.new_page()
        await page.goto(there)
        found = await barriers(page)
        await context.close()
        return found

    assert await browser.run(looked_at()) == []
