"""Pages and files that features register: served with the headers of every page, and mistakes told as a page."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from bot.web.connect import mount_pages
from bot.web.guard import HEADERS, policy
from handlers.core.interaction import Card, Unavailable
from handlers.registry.feature import Feature, features_of, together
from handlers.registry.once import Twice
from handlers.registry.surfaces import PageAnswer, PageContext, PageRequest, WebPage
from tests.support.office import Office

EXPORTED = {
    "Cache-Control": "no-store",
    "Content-Disposition": 'attachment; filename="heraut-2026-03-04.csv"',
    "Content-Type": "text/csv",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}


async def echo(context: PageContext, request: PageRequest) -> PageAnswer | None:
    match request.parts["name"]:
        case "nobody":
            return None
        case "away":
            raise Unavailable("it is down")
        case name:
            said = f"{request.method} {name} {request.query} {request.fields} {request.locale} {context.now():%H:%M}"
            return PageAnswer(said.encode(), "text/plain; charset=utf-8", {"Cache-Control": "private"}, 201)


@pytest.fixture
async def http(office: Office) -> AsyncIterator[ClientSession]:
    """The pages of all features, and one more."""
    app, context = web.Application(), PageContext(office.store, lambda: office.now)
    mount_pages(app, [*features_of(office.store.info).pages, WebPage("/echo/{name}", echo, ("GET", "POST"))], context)
    async with TestServer(app) as server, ClientSession(server.make_url("")) as session:
        yield session


async def test_a_page_is_told_what_the_browser_asks(http: ClientSession):
    async with http.get("/echo/owl?a=1", headers={"Accept-Language": "nl"}) as response:
        assert await response.text() == "GET owl {'a': '1'} {} nl 09:00"
        assert (response.status, response.headers["Content-Type"]) == (201, "text/plain; charset=utf-8")
        expected = {**HEADERS, "Content-Security-Policy": policy(), "Cache-Control": "private"}
        assert {name: response.headers[name] for name in expected} == expected
    async with http.post("/echo/owl", data={"b": "2"}) as response:
        assert await response.text() == "POST owl {} {'b': ('2',)}  09:00"


@pytest.mark.parametrize(("name", "status"), [("nobody", 404), ("away", 503)])
async def test_what_is_not_there_or_cannot_be_reached_is_told_as_a_page(http: ClientSession, name: str, status: int):
    async with http.get(f"/echo/{name}") as response:
        assert (response.status, response.content_type) == (status, "text/html")
        assert response.headers["X-Frame-Options"] == "DENY"


async def test_no_other_site_sends_a_form_and_nothing_else_is_read(http: ClientSession):
    async with http.post("/echo/owl", data={"b": "2"}, headers={"Sec-Fetch-Site": "cross-site"}) as response:
        assert response.status == 403
    async with http.post("/echo/owl", json={"b": "2"}) as response:
        assert response.status == 415


async def test_an_export_is_served_as_a_private_file(http: ClientSession, office: Office):
    card = await office.does("boss", "export")
    assert isinstance(card, Card)
    [link, _] = [button.link for part in card.parts for button in getattr(part, "every", ()) if button.link]
    async with http.get(link) as response:
        assert response.status == 200
        assert {name: response.headers[name] for name in EXPORTED} == EXPORTED
    for path in (f"{link}x", "/charts/x.y.png", "/pictures/x/2026-W10.png"):
        async with http.get(path) as response:
            assert response.status == 404


def test_no_two_pages_have_one_path():
    with pytest.raises(Twice, match="/echo"):
        together([Feature(name, pages=(WebPage("/echo", echo),)) for name in ("one", "other")])
