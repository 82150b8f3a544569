"""The tests' own foundations: databases of both kinds are empty, and the browser starts."""

import pytest
from playwright.async_api import async_playwright
from sqlalchemy import create_engine, text

from tests.support import chromium


@pytest.mark.parametrize("turn", [1, 2])
def test_every_test_gets_an_empty_database(database_url, turn):
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE note (turn INTEGER)"))
        connection.execute(text("INSERT INTO note VALUES (:turn)"), {"turn": turn})
        assert connection.scalars(text("SELECT turn FROM note")).all() == [turn]
    engine.dispose()


async def test_the_browser_opens_a_page(chromium_path):
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium_path, args=chromium.ARGUMENTS)
        page = await browser.new_page()
        await page.set_content("<h1>Heraut</h1>")
        assert await page.inner_text("h1") == "Heraut"
        await browser.close()
