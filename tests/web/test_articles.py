"""The company's site has pages that a link preview can be read from, offline."""

import re
from collections.abc import AsyncIterator
from xml.etree import ElementTree as ET

import pytest
from aiohttp import ClientSession, web

from bot.web.articles import Articles
from bot.web.company import load
from tests.stages.web.house import serving

COMPANY = load()


@pytest.fixture
async def http(address: str) -> AsyncIterator[ClientSession]:
    app = web.Application()
    app.add_routes(Articles(COMPANY, address).routes())
    async with serving(app, address), ClientSession(address) as session:
        yield session


@pytest.mark.parametrize("article", COMPANY.articles, ids=lambda article: article.slug)
async def test_an_article_tells_what_a_preview_needs(http: ClientSession, address: str, article) -> None:
    async with http.get(f"/articles/{article.slug}") as response:
        page = await response.text()
    told = dict(re.findall(r'<meta property="og:(\w+)" content="([^"]*)">', page))
    assert told["title"].replace("&#39;", "'") == article.title
    assert told["description"].replace("&#39;", "'") == article.description
    assert told["site_name"] == "Kievit Wind"
    assert told["url"] == f"{address}/articles/{article.slug}"
    assert f'<html lang="{article.language}">' in page
    async with http.get(told["image"]) as response:
        assert response.content_type == "image/svg+xml"
        picture = await response.text()
    assert ET.fromstring(picture).get("viewBox") == "0 0 1200 630"
    assert len(picture) < 20_000


async def test_the_front_page_has_all_of_them(http: ClientSession) -> None:
    async with http.get("/articles") as response:
        page = await response.text()
    assert page.count("<li lang=") == len(COMPANY.articles)
