"""The forecasts of one day are made from that day's settings: nobody's press can be read off two of them."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from handlers.core.interaction import Card
from models import ForecastDay
from tests.support.office import JOINING, POSTING, Office, pressed


async def forecast(office: Office, number: int) -> str:
    """What a champion reads about new content of these words."""
    values = {**POSTING, "url": f"https://example.com/{number}", "languages": ("nl",)}
    draft = await office.does("boss", "post", values=values)
    assert isinstance(draft, Card) and pressed(draft, "publish")
    return str([part for part in draft.parts if "people" in str(part)])


@pytest.fixture
async def ten(office: Office) -> Office:
    for number in range(10):
        await office.joins(f"p{number}", languages=("nl",))
    return office


@pytest.mark.parametrize("act", ["leave", "settings"])
async def test_a_press_changes_no_forecast_of_the_day(ten: Office, act: str):
    before = await forecast(ten, 1)
    assert "bout 10 people" in before
    wishes = {**JOINING, "languages": ("en",), "days": ("0",), "country": "", "team": "", "off": ""}
    await ten.does("p3", act, values=wishes if act == "settings" else None)
    assert await forecast(ten, 2) == before
    ten.now += timedelta(hours=2)
    assert await forecast(ten, 3) == before
    ten.now += timedelta(days=1)
    assert await forecast(ten, 4) != before


async def test_what_is_kept_for_it_names_nobody_and_is_gone_the_day_after(ten: Office):
    for day in range(3):
        await forecast(ten, day)
        [kept] = await ten.store.run(lambda session: session.scalars(select(ForecastDay.readers)).all())
        assert not any(f"p{number}" in kept for number in range(10))
        ten.now += timedelta(days=1)
