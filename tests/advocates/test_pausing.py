"""A break as people ask for it: the answer names the days, and what begins later becomes days off."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from handlers.core.interaction import Card, Form, FormErrors, Notice, Reply
from models import Person, Preference
from tests.support.office import JOINING, Office, Values

SAVED: Values = {**JOINING, "days": ("0", "1", "2", "3", "4"), "country": "NL"}
OFF = select(Preference.value).where(Preference.kind == "off")


async def says(office: Office, text: str) -> Reply | None:
    return await office.does("anna", "command", values={"text": text})


async def until(office: Office) -> datetime | None:
    return await office.store.run(lambda s: s.get_one(Person, (office.workspace, "anna")).paused_until)


@pytest.mark.parametrize("typed", ["until friday", "tot vrijdag", "till next friday", "t/m donderdag", "2 days"])
async def test_the_answer_names_the_weekday_and_the_last_day(office: Office, typed: str):
    await office.joins("anna")
    card = await says(office, f"pause {typed}")
    assert isinstance(card, Card)
    assert card.summary == (
        "You get no messages through Thursday 5 March 2026. They come again on Friday 6 March 2026."
    )
    assert await until(office) == datetime(2026, 3, 5, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("until Monday 6 March", "Friday 6 March 2026 is not a Monday. Which of the two do you mean?"),
        ("until today", "That would pause nothing"),
        ("until noon", "I count in whole days."),
    ],
)
async def test_what_pauses_nothing_or_contradicts_itself_is_asked_back(office: Office, typed: str, told: str):
    await office.joins("anna")
    reply = await says(office, f"pause {typed}")
    assert isinstance(reply, Notice) and told in reply.text
    form = await office.does("anna", "pause", values={"until": typed})
    assert isinstance(form, FormErrors) and told in form.errors["until"]
    assert await until(office) is None


async def test_days_that_begin_later_become_days_off_and_pause_nothing_before(office: Office):
    await office.joins("anna")
    card = await says(office, "pause 24-31 december")
    assert isinstance(card, Card) and "from Thursday 24 December 2026 through Thursday 31 December 2026" in card.summary
    assert await until(office) is None
    assert await office.store.run(lambda s: s.scalars(OFF).all()) == ["2026-12-24/2026-12-31"]
    again = await says(office, "pause 24-31 december")
    assert isinstance(again, Card) and again == card


async def test_running_days_off_can_be_saved_again_unchanged(office: Office):
    await office.joins("anna")
    typed = {**SAVED, "off": "24 December – 2 January, 27 April"}
    office.now = datetime(2026, 12, 1, 9, tzinfo=UTC)
    assert isinstance(await office.does("anna", "settings", values=typed), Card)
    kept = await office.store.run(lambda s: s.scalars(OFF).all())
    office.now = datetime(2026, 12, 28, 9, tzinfo=UTC)
    form = await office.does("anna", "settings")
    assert isinstance(form, Form)
    shown = {field.name: field.value for field in form.inputs}
    assert shown["off"] == "24 December 2026 – 2 January 2027, 27 April 2027"
    assert isinstance(await office.does("anna", "settings", values={**SAVED, "off": shown["off"]}), Card)
    assert await office.store.run(lambda s: s.scalars(OFF).all()) == kept
    office.now = datetime(2027, 1, 3, 9, tzinfo=UTC)  # the form stayed open until the first stretch was over
    assert isinstance(await office.does("anna", "settings", values={**SAVED, "off": shown["off"]}), Card)
    assert await office.store.run(lambda s: s.scalars(OFF).all()) == ["2027-04-27/2027-04-27"]


async def test_an_unclear_day_off_is_asked_back(office: Office):
    await office.joins("anna")
    wrong = await office.does("anna", "settings", values={**SAVED, "off": "Monday 6 March"})
    assert isinstance(wrong, FormErrors) and "is not a Monday" in wrong.errors["off"]


async def test_feasts_are_those_of_the_country_in_the_settings(office: Office):
    await office.joins("anna")
    for country, first in (("Netherlands", date(2026, 12, 27)), ("US", date(2026, 12, 26))):
        await office.does("anna", "settings", values={**SAVED, "country": country})
        assert isinstance(card := await says(office, "pause until after christmas"), Card)
        assert f"They come again on {first:%A %-d %B %Y}." in card.summary
