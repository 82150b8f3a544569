"""First and last days of content are days: no champion's clock moves them."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from handlers.calendar.localtime import at, local, local_date
from handlers.calendar.zonedata import names
from handlers.content.days import first_content_day, last_day
from handlers.core.interaction import Card, Form, Text
from models import Content, ContentTag, Person, SuggestedText
from tests.support.office import MORNING, Office, Values, pressed

CHAMPIONS = {"boss": "Europe/Amsterdam", "lon": "Europe/London", "syd": "Australia/Sydney", "hon": "Pacific/Honolulu"}
LAST = date(2026, 3, 31)


async def row(office: Office, content: str) -> Content:
    def read(session):
        found = session.get_one(Content, (office.workspace, content))
        session.expunge(found)
        return found

    return await office.store.run(read)


async def kept(office: Office, content: str) -> list[object]:
    """Everything that is stored about a piece of content."""
    its = {column.name: getattr(await row(office, content), column.name) for column in Content.__table__.columns}
    tags = select(ContentTag.kind, ContentTag.value).where(ContentTag.content == content).order_by("kind", "value")
    texts = select(SuggestedText.text).where(SuggestedText.content == content).order_by(SuggestedText.position)
    more = await office.store.run(lambda s: [tuple(map(tuple, s.execute(tags))), tuple(s.scalars(texts))])
    return [its, *more]


async def form(office: Office, who: str, content: str) -> Values:
    """What the form for changing content shows, as it would be sent back."""
    shown = await office.does(who, "edit", content)
    assert isinstance(shown, Form)
    return {field.name: field.value for field in shown.inputs if field.value or field.kind != "flag"}


async def champions(office: Office) -> None:
    office.managers, office.zones = set(CHAMPIONS), CHAMPIONS
    for who in CHAMPIONS:
        await office.joins(who)


async def test_opening_and_saving_changes_nothing_wherever_the_champions_are(office: Office):
    await champions(office)
    content = await office.posts(starts="2026-03-10", ends=LAST.isoformat(), topics=("Jobs",), networks=("x",))
    before = await kept(office, content)
    for hours, who in enumerate(("lon", "syd", "hon", "boss") * 5):
        office.now = MORNING + timedelta(hours=7 * hours)
        assert isinstance(await office.does(who, "edit", content, values=await form(office, who, content)), Card)
        assert await kept(office, content) == before


async def test_champions_in_all_zones_exchange_edits_and_nothing_moves(office: Office):
    dice = random.Random(15)
    office.managers = {"boss", "far"}
    content = await office.posts(starts="2026-03-10", ends=LAST.isoformat())
    before = await kept(office, content)
    for zone in kinds_of_zones():
        office.zones, office.now = {"far": zone}, MORNING + timedelta(minutes=dice.randrange(60 * 24 * 40))
        assert isinstance(await office.does("far", "edit", content, values=await form(office, "far", content)), Card)
        assert await kept(office, content) == before, zone


def kinds_of_zones() -> list[str]:
    """One zone for each pair of offsets, in winter and in summer."""
    january, july = (datetime(2026, month, 15, tzinfo=UTC) for month in (1, 7))
    return list({(local(january, name).utcoffset(), local(july, name).utcoffset()): name for name in names()}.values())


async def test_every_screen_says_the_same_last_day(office: Office):
    await champions(office)
    for who in CHAMPIONS:
        content = await office.posts(who, title=f"News of {who}", ends=LAST.isoformat())
        assert last_day(await row(office, content)) == LAST
        for reader in CHAMPIONS:
            assert (await form(office, reader, content))["ends"] == "2026-03-31"
            listed = await office.does(reader, "content")
            assert isinstance(listed, Card)
            told = [part.text for part in listed.parts if isinstance(part, Text) and "until" in part.text]
            assert told and all("until Tuesday 31 March 2026 inclusive" in one for one in told)
    office.now = datetime(2026, 3, 30, 12, tzinfo=UTC)
    for reader in CHAMPIONS:
        offered = await office.does(reader, "next")
        assert isinstance(offered, Card)
        why = await office.does(reader, "why", pressed(offered, "why"))
        assert isinstance(why, Card) and "it runs until Tuesday 31 March 2026" in str(why.parts)


async def test_a_last_day_ends_at_midnight_where_its_champion_was(office: Office):
    await champions(office)
    content = await row(office, await office.posts("syd", ends=LAST.isoformat()))
    assert content.zone == "Australia/Sydney" and content.ends_at == at(LAST + timedelta(days=1), 0, "Australia/Sydney")


READERS = {"syd": "Australia/Sydney", "ams": "Europe/Amsterdam", "hon": "Pacific/Honolulu", "mid": "Etc/GMT+12"}
FRIDAY = date(2026, 3, 6)


@pytest.mark.parametrize("author", ["syd", "ams", "hon"])
@pytest.mark.parametrize("reader", READERS)
async def test_until_friday_is_until_the_end_of_friday_where_each_reader_lives(
    office: Office, author: str, reader: str
):
    office.managers, office.zones = {author}, READERS
    await office.joins(f"{reader}2")
    office.zones = {**READERS, f"{reader}2": READERS[reader]}
    await office.posts(author, ends=FRIDAY.isoformat())
    end = at(FRIDAY + timedelta(days=1), 0, READERS[reader])
    office.now = end - timedelta(minutes=1)
    assert isinstance(await office.does(f"{reader}2", "home"), Card)  # their zone is known again
    shared = await office.does(f"{reader}2", "next")
    assert isinstance(shared, Card) and "until 6 March" not in shared.title
    office.now = end
    for action, target in (("share", pressed(shared, "share")), ("browse", ""), ("next", "")):
        said = str(await office.does(f"{reader}2", action, target))
        assert "no longer offered" in said or "nothing" in said, (action, said)


async def test_a_champions_list_says_ended_once_their_own_day_is_over(office: Office):
    await champions(office)
    await office.posts("lon", ends=FRIDAY.isoformat())
    for who, zone in CHAMPIONS.items():
        end = at(FRIDAY + timedelta(days=1), 0, zone)
        for office.now, stands in ((end - timedelta(minutes=1), "Running"), (end, "Ended")):
            assert f"{stands}: 1" in str(await office.does(who, "content")), who


async def test_planners_offer_content_on_its_last_day_where_the_reader_is(office: Office):
    """In Honolulu it is Friday noon when Friday is over in Sydney."""
    office.managers, office.zones = {"syd"}, READERS
    await office.posts("syd", ends=FRIDAY.isoformat())
    office.now = at(FRIDAY, 12 * 60, "Pacific/Honolulu")
    await office.joins("hon")
    await office.joins("ams")
    await office.after(minutes=1)
    assert len(office.told("hon")) == 1 and office.told("ams") == []


async def test_a_changed_day_is_changed_and_the_other_stays(office: Office):
    await champions(office)
    content = await office.posts(starts="2026-03-10", ends=LAST.isoformat())
    before = await row(office, content)
    values = {**await form(office, "hon", content), "ends": "2026-04-02"}
    await office.does("hon", "edit", content, values=values)
    after = await row(office, content)
    assert (after.starts_at, first_content_day(after)) == (before.starts_at, date(2026, 3, 10))
    assert last_day(after) == date(2026, 4, 2) and after.ends_at == at(date(2026, 4, 3), 0, "Europe/Amsterdam")


@pytest.mark.parametrize("who", CHAMPIONS)
async def test_days_that_are_over_can_be_chosen_and_changed(office: Office, who: str):
    await champions(office)
    content = await office.posts("boss", starts="2026-03-04", ends="")
    for ends in ("2026-03-04", "", "2026-03-31", "2026-03-04"):
        office.now += timedelta(hours=14)
        values = {**await form(office, who, content), "ends": ends}
        assert isinstance(await office.does(who, "edit", content, values=values), Card)
        stored = await row(office, content)
        assert (last_day(stored) or "") == (date.fromisoformat(ends) if ends else "")
        assert first_content_day(stored) == date(2026, 3, 4)


@pytest.mark.parametrize("who", CHAMPIONS)
async def test_an_approved_suggestion_runs_for_a_month_of_days(office: Office, who: str):
    await champions(office)
    await office.does("ann", "suggest", values={"url": "https://example.com/s", "title": "S", "why": "", "text_1": "T"})
    content = await office.store.run(lambda s: s.scalars(select(Content.id)).one())
    await office.approves(who, content)
    stored, today = await row(office, content), local_date(office.now, CHAMPIONS[who])
    assert (first_content_day(stored), last_day(stored)) == (today, today + timedelta(days=30))
    assert isinstance(await office.does("boss", "content"), Card)


async def test_a_break_ends_on_the_day_that_was_said_wherever_the_person_goes(office: Office):
    await office.joins("ann")
    await office.does("ann", "pause", values={"until": "20 March"})
    for zone in ("Pacific/Auckland", "Pacific/Honolulu", "Europe/London", "Pacific/Apia", "Europe/Amsterdam"):
        office.zones["ann"] = zone
        home = await office.does("ann", "home")
        assert "You are on a break until Friday 20 March 2026." in str(home)
        ann = await office.store.run(lambda s: s.get_one(Person, (office.workspace, "ann")))
        assert ann.paused_until == at(date(2026, 3, 20), 0, zone)
